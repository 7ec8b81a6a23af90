/**
 * Who reads an answer. Officers see all: scores, probabilities, rules, what the model saw. Carriers see what is asked
 * of them: the action and, where a rule or band has one, its text for carriers; never the intelligence behind it.
 */
export const tiers = ['officer', 'carrier'] as const;

export type Tier = (typeof tiers)[number];
