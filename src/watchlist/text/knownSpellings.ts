/**
 * Given and family names whose own script leaves out what Latin letters show: vowels in Arabic and Hebrew, all but the
 * sense in Japanese. Word, then its usual spelling. From general knowledge; the most common ones, not complete.
 */
import { foldText } from './fold.ts';

const arabic =
  'محمد mohammed أحمد ahmed علي ali حسن hassan حسين hussein محمود mahmoud مصطفى mustafa إبراهيم ibrahim خالد khaled ' +
  'عمر omar يوسف yousef عبدالله abdullah سعيد said صالح saleh طارق tareq حمزة hamza عمرو amr عادل adel كريم karim ' +
  'وليد walid ناصر nasser سمير samir فاطمة fatima عائشة aisha مريم maryam نور nour سارة sara زينب zainab عزيز aziz ' +
  'ماجد majed رشيد rashid راشد rashid سالم salem سليم salim جمال jamal كمال kamal كامل kamel حامد hamed حمد hamad ' +
  'حميد hamid بلال bilal فيصل faisal فهد fahd سلطان sultan تركي turki بندر bandar سعود saud نايف nayef طلال talal ' +
  'هاني hani هشام hisham أشرف ashraf أيمن ayman عماد imad عصام issam فادي fadi رامي rami سامي sami وائل wael ياسر yasser ' +
  'زياد ziad زيد zaid زايد zayed بسام bassam باسم basem غسان ghassan حاتم hatem جابر jaber مراد murad منير munir نبيل nabil ' +
  'نزار nizar أسامة osama رائد raed رياض riyad رضا reda سعد saad صبري sabri شادي shadi طه taha طاهر taher يحيى yahya ' +
  'يونس younes زكريا zakaria إسماعيل ismail إدريس idris خديجة khadija ليلى layla أمينة amina حنان hanan هدى huda إيمان iman ' +
  'منى mona نادية nadia رانيا rania سلمى salma ياسمين yasmin زهرة zahra أمل amal أسماء asma دينا dina هبة hiba قاسم qasim ' +
  'جاسم jassim كاظم kazim هادي hadi مهدي mahdi صادق sadiq صدام saddam عباس abbas جعفر jaafar حيدر haidar رحمن rahman ' +
  'رحيم rahim عثمان othman سليمان suleiman داود daoud موسى musa عيسى isa بكر bakr فتحي fathi حبيب habib فريد farid ' +
  'فاروق farouk لطيف latif مالك malik معمر muammar قذافي qadhafi بشار bashar أسد assad لادن laden نصر nasr منصور mansour ' +
  'مصري masri حكيم hakim غانم ghanem شريف sharif هاشم hashim هاشمي hashimi خليل khalil خليفة khalifa جبار jabbar قادر qadir ' +
  'ملك malik سلام salam غفور ghafur واحد wahid حق haq دين din إسلام islam عبد abdul بن bin ابن ibn بنت bint أبو abu أم umm ' +
  'الله allah حاج haji شيخ sheikh سيد sayed بغدادي baghdadi زرقاوي zarqawi ظواهري zawahiri جولاني jolani حوثي houthi ' +
  'رضوان ridwan سفيان sufyan شعبان shaban رمضان ramadan عوض awad فضل fadl فاضل fadel لبنى lubna ملا mullah خان khan گل gul ' +
  'غلام ghulam اکبر akbar أكبر akbar أصغر asghar أمير amir امین amin أمين amin أنور anwar باقر baqir تقي taqi حداد haddad خوري khoury';
const hebrew =
  'משה moshe דוד david יוסף yosef אברהם avraham יצחק yitzhak יעקב yaakov שרה sarah רבקה rivka רחל rachel לאה leah מרים miriam ' +
  'חנה hannah אסתר esther רות ruth יהודה yehuda שמעון shimon שלמה shlomo דניאל daniel מיכאל michael גבריאל gabriel רפאל raphael ' +
  'אליהו eliyahu בנימין benjamin אריאל ariel יהונתן yonatan יונתן yonatan שמואל shmuel אהרון aharon אהרן aharon כהן cohen לוי levi ' +
  'מזרחי mizrahi פרץ peretz ביטון biton נתן natan עמית amit איתי itai עומר omer נועם noam תמר tamar יעל yael מיכל michal ' +
  'נועה noa חיים chaim מאיר meir צבי zvi אורי uri עוזי uzi יאיר yair גולן golan שרון sharon פרידמן friedman שפירא shapira ' +
  'רוזנברג rosenberg גולדברג goldberg קליין klein ישראל israel ברק barak נתניהו netanyahu בר bar בן ben בת bat';
const thai =
  'สมชาย somchai สมศักดิ์ somsak สมบัติ sombat สมหญิง somying สุดา suda มาลี malee ประยุทธ์ prayut ทักษิณ thaksin ชินวัตร shinawatra ' +
  'นัฐพล nattapol ณัฐพล nattapol วิชัย wichai ประเสริฐ prasert สุรชัย surachai อนุชา anucha กิตติ kitti พรทิพย์ porntip สุพรรณ suphan นาย nai';
/** Families first, then given names: Chinese characters are read so only where both come in this order. */
const japaneseFamilies =
  '佐藤 sato 鈴木 suzuki 高橋 takahashi 田中 tanaka 渡辺 watanabe 渡邊 watanabe 伊藤 ito 山本 yamamoto 中村 nakamura 小林 kobayashi ' +
  '加藤 kato 吉田 yoshida 山田 yamada 佐々木 sasaki 山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura 清水 shimizu 山崎 yamazaki ' +
  '阿部 abe 池田 ikeda 橋本 hashimoto 山下 yamashita 石川 ishikawa 中島 nakajima 前田 maeda 藤田 fujita 小川 ogawa 後藤 goto 岡田 okada ' +
  '長谷川 hasegawa 村上 murakami 近藤 kondo 石井 ishii 斎藤 saito 斉藤 saito 齋藤 saito 坂本 sakamoto 遠藤 endo 青木 aoki 藤井 fujii ' +
  '西村 nishimura 福田 fukuda 太田 ota 三浦 miura 岡本 okamoto 松田 matsuda 中川 nakagawa 中野 nakano 原田 harada 小野 ono 田村 tamura ' +
  '竹内 takeuchi 金子 kaneko 和田 wada 中山 nakayama 石田 ishida 上田 ueda 森田 morita 柴田 shibata 酒井 sakai 工藤 kudo 横山 yokoyama ' +
  '宮崎 miyazaki 宮本 miyamoto 内田 uchida 高木 takagi 安藤 ando 谷口 taniguchi 大野 ono 丸山 maruyama 今井 imai 河野 kono 藤原 fujiwara ' +
  '村田 murata 武田 takeda 上野 ueno 杉山 sugiyama 増田 masuda 平野 hirano 小島 kojima 菅原 sugawara 千葉 chiba 野口 noguchi 松井 matsui ' +
  '安倍 abe 岸田 kishida 菅野 kanno 黒田 kuroda';
const japaneseGiven =
  '太郎 taro 次郎 jiro 一郎 ichiro 三郎 saburo 健一 kenichi 健二 kenji 健太 kenta 大輔 daisuke 翔太 shota 拓也 takuya 直樹 naoki 和夫 kazuo ' +
  '博 hiroshi 浩 hiroshi 隆 takashi 誠 makoto 茂 shigeru 清 kiyoshi 明 akira 聡 satoshi 進 susumu 剛 tsuyoshi 哲也 tetsuya 達也 tatsuya ' +
  '花子 hanako 和子 kazuko 幸子 sachiko 洋子 yoko 陽子 yoko 恵子 keiko 京子 kyoko 久美子 kumiko 由美子 yumiko 裕子 yuko 優子 yuko ' +
  '智子 tomoko 直子 naoko 真由美 mayumi 明美 akemi 美穂 miho 愛 ai 美咲 misaki 葵 aoi 陽菜 hina 結衣 yui 蓮 ren 大翔 hiroto 悠真 yuma ' +
  '晋三 shinzo 文雄 fumio 正雄 masao 秀樹 hideki 裕之 hiroyuki 浩二 koji 雅之 masayuki 学 manabu 勇 isamu 修 osamu 実 minoru';

type Spellings = ReadonlyMap<string, string>;
/** Made when the first such text is met. */
let made: { readonly words: Spellings; readonly families: Spellings; readonly given: Spellings } | null = null;

function tables(): NonNullable<typeof made> {
  made ??= {
    words: pairs(`${arabic} ${hebrew} ${thai}`),
    families: pairs(japaneseFamilies),
    given: pairs(japaneseGiven),
  };
  return made;
}

function pairs(table: string): Spellings {
  const words = table.split(' ');
  return new Map(Array.from({ length: words.length / 2 }, (_, i) => [foldText(words[2 * i]), words[2 * i + 1]]));
}

const ANY_KNOWN = /^[\u0590-\u06ff\u0e00-\u0e7f]/;
const LONGEST_FAMILY = 3;

/** A whole word of Arabic, Hebrew or Thai letters, folded. */
export function knownSpelling(word: string): string | undefined {
  return ANY_KNOWN.test(word) ? tables().words.get(word) : undefined;
}

/** A run of Chinese characters as a Japanese name, or null where it is no family and given name known here. */
export function japaneseSpelling(run: string): string | null {
  const { families, given } = tables();
  for (let length = Math.min(LONGEST_FAMILY, run.length); length >= 2; length--) {
    const family = families.get(run.slice(0, length));
    const rest = given.get(run.slice(length));
    if (family !== undefined && rest !== undefined) return `${family} ${rest}`;
  }
  return null;
}
