/**
 * The record: one postal item or express shipment with its declaration.
 *
 * Units are fixed: weight in integer grams, money in integer minor units with ISO 4217, dates `YYYY-MM-DD`,
 * instants in integer epoch milliseconds UTC. `null`, an empty string and an absent key are the same: missing.
 * Only `itemId`, both countries and one described content line are required; everything else missing is evidence.
 */

/** An amount in minor units (cents) of an ISO 4217 currency. */
export interface Money {
  /** Integer, 0 to 2^53 - 1. */
  amountMinor?: number | null;
  /** Three capital letters, ISO 4217. */
  currency?: string | null;
}

/** Sender or recipient. */
export interface Party {
  name?: string | null;
  business?: string | null;
  personType?: 'natural' | 'legal' | 'unknown' | null;
  /** At most three lines. */
  addressLines?: readonly (string | null)[] | null;
  city?: string | null;
  region?: string | null;
  postcode?: string | null;
  /** ISO 3166 alpha-2, capitals. Required to screen. */
  country: string;
  /** E.164 where known. */
  phone?: string | null;
  email?: string | null;
  taxId?: string | null;
  customsRef?: string | null;
  /** What the caller's own address service says of the place. */
  addressType?: 'residence' | 'business' | 'cmra' | 'pobox' | 'freight_forwarder' | 'unknown' | null;
}

/** One line of the declaration. Value and net weight are of the whole line, as on CN23, not per unit. */
export interface ContentLine {
  description?: string | null;
  quantity?: number | null;
  unit?: string | null;
  netWeightG?: number | null;
  value?: Money | null;
  /** 6 to 10 digits, always text: leading zeros count. */
  hsCode?: string | null;
  originCountry?: string | null;
}

/** Numbers of the papers that travel with the parcel. */
export interface Documents {
  licenceNo?: string | null;
  certificateNo?: string | null;
  invoiceNo?: string | null;
  /** DEA Form 452 transaction: notice of importing a tablet or capsule machine. */
  deaTransactionId?: string | null;
}

/** A virtual-currency address known to the caller. */
export interface WalletAddress {
  symbol?: string | null;
  address?: string | null;
}

/** How the purchase was paid, where the caller knows. */
export interface Payment {
  method?: string | null;
  processorRef?: string | null;
  walletAddresses?: readonly WalletAddress[] | null;
}

/** A tracking event, EMSEVT V3 codes. */
export interface TrackingEvent {
  code?: string | null;
  /** Epoch milliseconds UTC. */
  at?: number | null;
  office?: string | null;
  reason?: string | null;
}

/** One postal item or express shipment as declared. */
export interface Parcel {
  /** S10 (13 characters) or another identifier of up to 35. Required to screen. */
  itemId: string;
  carrierId?: string | null;
  serviceClass?: 'ems' | 'parcel' | 'letter_goods' | 'ecommerce_parcel' | 'letter_docs' | 'mbag' | 'express' | null;
  /** UPU list 115: A air, B S.A.L., C surface, D priority by surface. */
  mailCategory?: 'A' | 'B' | 'C' | 'D' | null;
  /** UPU list 117, two characters. */
  mailSubclass?: string | null;
  postingDate?: string | null;
  postingOffice?: string | null;
  destOffice?: string | null;
  receptacleId?: string | null;
  dispatchId?: string | null;
  flight?: string | null;
  /** When the advance data first arrived, epoch milliseconds UTC. */
  aedReceivedAt?: number | null;
  aedUpdatedAt?: number | null;
  /** The origin holds a waiver from sending advance data. */
  aedWaiver?: boolean | null;
  sender: Party;
  recipient: Party;
  natureOfTransaction?: 'gift' | 'documents' | 'sample' | 'returned' | 'sale' | 'other' | null;
  explanation?: string | null;
  totalGrossWeightG?: number | null;
  /** What the facility's scale read. */
  scannedWeightG?: number | null;
  totalDeclaredValue?: Money | null;
  postage?: Money | null;
  insuredValue?: Money | null;
  nonDeliveryInstruction?: 'return' | 'abandon' | null;
  contents: readonly ContentLine[];
  documents?: Documents | null;
  payment?: Payment | null;
  events?: readonly TrackingEvent[] | null;
}
