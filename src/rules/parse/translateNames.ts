/** Names, members and indexes of conditions: the ways to a value of the record and its companions. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { findingBit, findings } from '../../contract/findings.ts';
import { historySignalNames, signalNames } from '../../contract/signals.ts';
import type { Expression } from '../expression.ts';
import { recordLists } from '../recordLeaves.ts';
import { hint } from './nearestName.ts';
import {
  itemOperand,
  memberNames,
  memberOf,
  type NameGroup,
  nameOfPlace,
  type Operand,
  type Scope,
  valueOperand,
} from './operand.ts';
import type { Refusal } from './refusal.ts';
import { type Node, refuse, type Translation, variableNames } from './translation.ts';

const signals: readonly string[] = [...signalNames, ...historySignalNames];

/** @throws Refusal */
export function translateName(node: ASTNode, name: string, scope: Scope): Operand {
  const binding = scope.get(name);
  switch (binding?.kind) {
    case 'item':
      return itemOperand(binding.list, 'each');
    case 'constant':
      // a copy, so that each use has a place of its own
      return valueOperand({ ...binding.constant });
    case 'outer': {
      const why = `the inner list is asked by itself, and ${name} is an item of the outer one, parcel.${binding.list}`;
      throw refuse(node, `got ${name} inside another quantifier: ${why}; ask about ${name} outside of it`);
    }
    case undefined:
      break;
  }
  switch (name) {
    case 'parcel':
      return { kind: 'object', place: { list: null, at: 'each', path: '' } };
    case 'features':
    case 'signals':
    case 'findings':
      return { kind: 'names', of: name };
    case 'score':
      return valueOperand({ kind: 'score', type: 'double' });
  }
  const isMember = memberOf({ list: null, at: 'each', path: '' }, name) !== undefined;
  const meant = isMember ? `; did you mean parcel.${name}?` : hint(name, [...variableNames, ...scope.keys()]);
  throw refuse(node, `unknown name ${name}${meant === '' ? `; a rule knows ${variableNames.join(', ')}` : meant}`);
}

/** @throws Refusal */
export function translateMember(to: Translation, node: Node<'.'>, scope: Scope, depth: number): Operand {
  const [object, key] = node.args;
  const of = to.translate(object, scope, depth + 1);
  switch (of.kind) {
    case 'names':
      return valueOperand(translateNamed(to, node, of.of, key));
    case 'object': {
      const member = memberOf(of.place, key);
      if (member !== undefined) return member;
      const names = memberNames(of.place);
      const meant = hint(key, names) || `; it has ${names.join(', ')}`;
      throw refuse(node, `${nameOfPlace(of.place)} has no field ${key}${meant}`, node.pos);
    }
    case 'list': {
      const use = `parcel.${of.list}.exists(x, ... x.${key} ...) or parcel.${of.list}[0].${key}`;
      throw refuse(node, `got .${key} of the list parcel.${of.list}: say of which item; ${use}`, node.pos);
    }
    case 'constants':
      throw refuse(node, `got .${key} of a list: it has no fields`, node.pos);
    case 'value':
      throw refuse(node, `got .${key} of a ${of.value.type}: it has no fields`, node.pos);
  }
}

function translateNamed(to: Translation, node: ASTNode, group: NameGroup, name: string): Expression {
  switch (group) {
    case 'findings':
      if (findingBit(name) !== undefined) return { kind: 'finding', type: 'bool', code: name };
      throw unknownNamed(
        node,
        'finding',
        name,
        findings.map(({ code }) => code),
      );
    case 'features':
      if (to.featureNames.has(name)) return { kind: 'feature', type: 'double', name };
      throw unknownNamed(node, 'feature', name, to.featureNames);
    case 'signals':
      if (signals.includes(name)) return { kind: 'signal', type: 'double', name };
      throw unknownNamed(node, 'signal', name, signals);
  }
}

function unknownNamed(node: ASTNode, what: string, name: string, known: Iterable<string>): Refusal {
  return refuse(node, `unknown ${what} ${name}${hint(name, known) || '; postern rules fields lists them'}`, node.pos);
}

/** @throws Refusal */
export function translateIndex(to: Translation, node: Node<'[]'>, scope: Scope, depth: number): Operand {
  const [object, index] = node.args;
  const of = to.translate(object, scope, depth + 1);
  if (of.kind !== 'list' || of.filter !== null) {
    throw refuse(node, 'got [...] of what is no list of the record: write parcel.contents[0], or a member with a dot');
  }
  if (index.op !== 'value' || typeof index.args !== 'bigint') {
    throw refuse(
      index,
      'got an index that is no whole number: only a constant index from 0 is read; use exists for any item',
    );
  }
  const maxItems = recordLists.get(of.list)?.maxItems ?? 0;
  if (index.args < 0n || index.args >= BigInt(maxItems)) {
    throw refuse(
      index,
      `got index ${index.args}: parcel.${of.list} has at most ${maxItems} items; use 0 to ${maxItems - 1}`,
    );
  }
  return itemOperand(of.list, Number(index.args));
}
