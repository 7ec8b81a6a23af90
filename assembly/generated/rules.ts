// Written by src/core/generate.ts from the tables it names; do not edit.
export const RULE_BYTES: usize = 24;
export const RULES_MASKS: usize = 528;
export const RULES_STARTED: usize = 16;
export const RULES_TRIGGERS: usize = 8;
