/** Quality: what is missing or malformed. Written last but for the signals, because it counts what others found. */
import { findings } from '../../contract/findings.ts';
import type { Facts } from './facts.ts';
import { isGiven, type Sheet } from './sheet.ts';

const LINE_FIELDS = 6;

export function qualityFeatures(facts: Facts, sheet: Sheet): void {
  const { parcel, s10, lines } = facts;
  const walletGiven = (parcel.payment?.walletAddresses ?? []).some((wallet) => isGiven(wallet.address));
  const numMissing = lines.reduce((sum, line) => sum + line.numMissing, 0);
  const fields = [
    parcel.postingDate,
    parcel.serviceClass,
    parcel.natureOfTransaction,
    parcel.totalGrossWeightG,
    parcel.totalDeclaredValue?.amountMinor,
    parcel.postage?.amountMinor,
  ];
  sheet.find('ITEM_ID_CHECK_DIGIT', s10?.checkDigitFits === false);
  sheet.find('PERMIT_GIVEN', isGiven(parcel.documents?.deaTransactionId));
  sheet.find('WALLET_GIVEN', walletGiven);

  const kind = s10?.checkDigitFits ? 1 : 2;
  sheet.put('itemIdKind', s10 === undefined ? 0 : kind);
  sheet.put('itemIdService', s10?.service);
  sheet.put('senderFieldsMissing', facts.sender.numMissing);
  sheet.put('recipientFieldsMissing', facts.recipient.numMissing);
  sheet.put('lineFieldsMissing', numMissing / (LINE_FIELDS * lines.length));
  sheet.put('parcelFieldsMissing', fields.filter((field) => !isGiven(field)).length);
  sheet.put('dataFindings', countDataFindings(sheet.findings()));
  sheet.put('walletGiven', walletGiven);
}

function countDataFindings(found: bigint): number {
  return findings.filter((finding, bit) => finding.kind === 'data' && (found >> BigInt(bit)) & 1n).length;
}
