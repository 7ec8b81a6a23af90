// Written by src/core/generate.ts from the tables it names; do not edit.
export const PHONE_PLANS: usize = memory.data<u64>([
  0, 0, 0,
  0xffffffffff0018f7, // 3
  0xffffffffff00d178, // 4
  0xfffffffff007fbcb, // 5
  0xfffffffff000805d, // 6
  0xf110fffff1010001, // 7
  0,
  0xf110fffff1010001, // 9
  0, 0,
  0xfffffffff000f163, // 12
  0xfffffffff0004176, // 13
  0,
  0xffffffffff0080f4, // 15
  0, 0,
  0xfffffffff0030036, // 18
  0xf110fffff1010001, // 19
  0xfffffffff00ffc2b, // 20
  0x1100fffff005f83d, // 21
  0,
  0xffffffffff002129, // 23
  0xfffffffff007f966, // 24
  0,
  0xfffffffff00083e2, // 26
  0xfffffffff000c183, // 27
  0xf110fffff1010001, // 28
  0,
  0xfffffffff001f370, // 30
  0xfffffffff000c020, // 31
  0xffffffffff0040e2, // 32
  0xfffffffff004f167, // 33
  0xffffffffff0043cd, // 34
  0xffffffffff004101, // 35
  0xffffffffff0100e5, // 36
  0,
  0xfffffffff000824e, // 38
  0xf110fffff1010001, // 39
  0xffffffffff0022a1, // 40
  0xfffffffff000c24f, // 41
  0,
  0xffffffffff002257, // 43
  0xfffffffff003c037, // 44
  0xf110fffff1010001, // 45
  0xffffffffff0063cf, // 46
  0, 0,
  0xffffffffff01610b, // 49
  0,
  0xf018f0f80803f177, // 51
  0xffffffffff0221f5, // 52
  0xf110fffff1012001, // 53
  0,
  0x1100fffff005f03d, // 55
  0xfffffffff001e0f3, // 56
  0,
  0xffffffffff0040ec, // 58
  0xffffffffff0080f2, // 59
  0xfffffffff0048029, // 60
  0xffffffffff0100e1, // 61
  0,
  0xffffffffff000aaa, // 63
  0xffffffffff038038, // 64
  0xffffffffff00c0ed, // 65
  0xfffffffff007e056, // 66
  0xfffffffff0034039, // 67
  0, 0,
  0xffffffffff0141fa, // 70
  0, 0,
  0xf911fffff0017035, // 73
  0xffffffffff0020ee, // 74
  0xffffffffff006257, // 75
  0x1100fffff005f03d, // 76
  0xffffffffff004165, // 77
  0xffffffffff0781a4, // 78
  0, 0, 0, 0,
  0xfffffffff03ffc31, // 83
  0, 0, 0, 0,
  0xffffffffff0040fd, // 88
  0xffffffffff00402d, // 89
  0,
  0xf110fffff1010001, // 91
  0,
  0xf110fffff1010001, // 93
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff000c0d5, // 104
  0, 0,
  0xfffffffff003c251, // 107
  0,
  0xffffffffff016174, // 109
  0,
  0xfffffffff001c014, // 111
  0xfffffffff00080d4, // 112
  0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff0002123, // 122
  0xffffffffff008022, // 123
  0xfffffffff00080fb, // 124
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff007f966, // 139
  0xffffffffff0222a7, // 140
  0xffffffffff0009f4, // 141
  0,
  0xffffffffff0022b3, // 143
  0,
  0xffffffffff00112a, // 145
  0, 0,
  0xfffffffff0008021, // 148
  0, 0, 0, 0, 0, 0, 0, 0,
  0xffffffffff0060f1, // 157
  0xfffffffff001a02c, // 158
  0,
  0xf110fffff1010001, // 160
  0xfffffffff00083e3, // 161
  0xfffffffff0008252, // 162
  0xfffffffff001a02c, // 163
  0xfffffffff000c0e9, // 164
  0xffffffffff00415e, // 165
  0, 0,
  0xffffffffff00112b, // 168
  0xffffffffff00a0dc, // 169
  0xffffffffff00c0e0, // 170
  0,
  0xfffffffff000824e, // 172
  0xffffffffff0080f0, // 173
  0xffffffffff07001e, // 174
  0,
  0xffffffffff0241f6, // 176
  0xf110fffff1010001, // 177
  0,
  0xffffffffff00a0f5, // 179
  0,
  0xf100ffffff002250, // 181
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xffffffffff02fb54, // 193
  0, 0,
  0xffffffffff0241f8, // 196
  0, 0, 0,
  0xfffffffff000e181, // 200
  0,
  0xffffffffff0041fd, // 202
  0xffffffff6000c024, // 203
  0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff0ffe03e, // 212
  0xfffffffff001e161, // 213
  0, 0, 0, 0, 0, 0,
  0xfffffffff007e3cc, // 220
  0xfffffffff001002c, // 221
  0xfffffffff00fc05b, // 222
  0xffffffffff0020f6, // 223
  0,
  0xfffffffff001c3c4, // 225
  0xfffffffff0013c62, // 226
  0xffffffffff00a162, // 227
  0xffffffffff07f027, // 228
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff001002c, // 239
  0, 0, 0, 0, 0, 0, 0,
  0xf110fffff1010001, // 247
  0,
  0xfffffffff000c3c2, // 249
  0xf010fffff0ffc051, // 250
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xf000fffff001e0fe, // 265
  0,
  0xfffffffff00183e4, // 267
  0xfffffffff001c357, // 268
  0xfffffffff0004aae, // 269
  0, 0, 0,
  0xffffffffff00210d, // 273
  0xf110fffff1010001, // 274
  0,
  0xfffffffff0014352, // 276
  0,
  0xfffffffff01fd852, // 278
  0, 0, 0, 0,
  0xffffffffff0063c5, // 283
  0,
  0xf110fffff1010001, // 285
  0xf018fffff8110007, // 286
  0xfffffffff001c358, // 287
  0xfffffffff00063c1, // 288
  0xf110fffff1010001, // 289
  0, 0, 0, 0, 0,
  0xfffffffff000a1a7, // 295
  0,
  0xfffffffff000805e, // 297
  0, 0, 0, 0, 0, 0,
  0xfffffffff000e0e7, // 304
  0xffffffffff00410a, // 305
  0xfffffff8f0004172, // 306
  0xffffffffff03fd60, // 307
  0xffffffffff004173, // 308
  0, 0,
  0xfffffffff00080da, // 311
  0,
  0xfffffffff00080d4, // 313
  0,
  0xfffffffff000c179, // 315
  0xfffffffff0004175, // 316
  0xfffffffff000c17e, // 317
  0xfffffffff000824e, // 318
  0xfffffffff0008105, // 319
  0xf110fffff10022b4, // 320
  0, 0,
  0xfffffffff0004185, // 323
  0xffffffffff0040df, // 324
  0xfffffffff001f05f, // 325
  0xf100fffff001c3d0, // 326
  0xffffffffff006355, // 327
  0xf110fffff1010001, // 328
  0xfffffffff0008254, // 329
  0xffffffffff0040de, // 330
  0xf110fffff1010001, // 331
  0xffffffffff004164, // 332
  0xffffffffff0160e6, // 333
  0xffffffffff0123c0, // 334
  0xfffffffff000a109, // 335
  0xffffffffff010034, // 336
  0xfffffffff001c03c, // 337
  0xffffffffff00c102, // 338
  0xfffffffff000c108, // 339
  0,
  0xffffffffff0012af, // 341
  0,
  0xffffffffff0040e3, // 343
  0xffffffffff0012a0, // 344
  0xf900fffff01f00ea, // 345
  0,
  0xffffffffff0041f9, // 347
  0, 0,
  0xfffffffff003f81f, // 350
  0, 0,
  0xffffffffff00482f, // 353
  0xfffffffff00343d1, // 354
  0,
  0xffffffffff0022a2, // 356
  0, 0,
  0xffffffffff0026ab, // 359
  0, 0, 0, 0,
  0xfffffffff001f840, // 364
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xffffffffff00e3c8, // 377
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xffffffffff0361fb, // 391
  0, 0, 0,
  0xfffffffff000c033, // 395
  0xffffffffff00d2b1, // 396
  0xffffffffff0062a3, // 397
  0xfffffffff00fd03f, // 398
  0, 0,
  0xfffffffff007c05c, // 401
  0xffffffffff01f030, // 402
  0xfffffffff00091fc, // 403
  0, 0, 0, 0,
  0xf110fffff1010001, // 408
  0xfffffffff001c3ca, // 409
  0xffffffffff00815f, // 410
  0, 0,
  0xffffffffff0022a8, // 413
  0,
  0xfffffffff003f253, // 415
  0,
  0xffffffffff02e3ce, // 417
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff0008106, // 447
  0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff0009028, // 457
  0, 0, 0,
  0xfffffffff007f17d, // 461
  0,
  0xf018fffff8110007, // 463
  0,
  0xfffffffff000c0fa, // 465
  0, 0, 0,
  0xfffffffff00183c6, // 469
  0xffffffffff002aa5, // 470
  0xffffffffff0020f8, // 471
  0xfffffffff00080f9, // 472
  0xfffffffff005f02e, // 473
  0,
  0xffffffffff034041, // 475
  0xffffffffff000d22, // 476
  0xfffffffff0007982, // 477
  0xffffffffff00482f, // 478
  0xfffffffff000b1a5, // 479
  0xfffffffff00040e8, // 480
  0xffffffffff01417a, // 481
  0xffffffffff0080dd, // 482
  0xfffffffff000f0fc, // 483
  0, 0,
  0xffffffffff003255, // 486
  0xfffffffff00080d3, // 487
  0xffffffffff0020ef, // 488
  0,
  0xffffffffff0261f7, // 490
  0,
  0xf110fffff1010001, // 492
  0xfffffffff000c3c3, // 493
  0xffffffffff00c10c, // 494
  0xffffffffff000522, // 495
  0,
  0xf110fffff1010001, // 497
  0xffffffffff0040eb, // 498
  0, 0,
  0xffffffffff0040e4, // 501
  0xfffffffff009c042, // 502
  0,
  0xf018ffffff0083e0, // 504
  0xffffffffff003eb2, // 505
  0xffffffffff00629e, // 506
  0xf018fffff80043e1, // 507
  0xffffffffff0040d8, // 508
  0xffffffffff002aa4, // 509
  0, 0,
  0xfffffffff00d205a, // 512
  0,
  0xf110fffff1010001, // 514
  0,
  0xffffffffff003ab0, // 516
  0xfffffffff003e376, // 517
  0, 0,
  0xfffffffff00080ff, // 520
  0xfffffffff001817c, // 521
  0, 0, 0, 0, 0,
  0xfffffffff0008100, // 527
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xf110fffff1010001, // 539
  0, 0, 0, 0, 0,
  0xfffffffff00ffe56, // 545
  0xffffffffff0083e6, // 546
  0xffffffffff07f027, // 547
  0,
  0xf110fffff1010001, // 549
  0,
  0xfffffffff001003a, // 551
  0,
  0xf110fffff1010001, // 553
  0,
  0xf110fffff1010001, // 555
  0, 0, 0, 0,
  0xfffffffff001e054, // 560
  0, 0, 0, 0, 0, 0,
  0xffffffffff002aa6, // 567
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xffffffffff0092a9, // 578
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xffffffffff013aad, // 591
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff007c17f, // 609
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff000e3c7, // 629
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff0008106, // 644
  0, 0, 0, 0, 0, 0,
  0xfffffffff001f81b, // 651
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff0008104, // 663
  0, 0, 0, 0, 0, 0, 0, 0, 0,
  0xfffffffff001a107, // 673
  0, 0, 0,
]);
export const NUM_PHONE_PLANS: u32 = 677;
export const PHONE_LEAST_DIGITS: u32 = 4;
export const PHONE_NO_DIGIT: u64 = 15;
export const PHONE_MOST_NATIONAL_BYTES: u32 = 48;
export const PHONE_LEAST_WHOLE_DIGITS: u32 = 7;
export const PHONE_MOST_WHOLE_DIGITS: u32 = 15;
