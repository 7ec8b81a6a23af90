/** What must be known of all objects before one can be mapped, for a bundle has no order. */
import type { SourceFile } from '../source.ts';
import { addRoles, type Identities } from './identities.ts';
import { addMarking, type Markings } from './markings.ts';
import { readStix } from './read.ts';
import { addVersion, type Versions } from './versions.ts';

export type Survey = { readonly markings: Markings; readonly versions: Versions; readonly identities: Identities };

/** Of all files: an object of one may be marked, revoked or written by what stands in another. */
export async function surveyOf(files: readonly SourceFile[]): Promise<Survey> {
  const survey: Survey = {
    markings: new Map(),
    versions: new Map(),
    identities: { bystanders: new Set(), subjects: new Set() },
  };
  for (const file of files) {
    for await (const record of readStix(file)) {
      if ('fault' in record) continue;
      if (record.value.type === 'marking-definition') addMarking(survey.markings, record.value);
      addVersion(survey.versions, record.value);
      addRoles(survey.identities, record.value);
    }
  }
  return survey;
}
