import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import type { Origin, Rule } from '../../domain/operations/integrity/rule.ts';
import { shippedRules } from '../../domain/operations/integrity/shipped-rules.ts';
import { derivedRules } from './derived-rules.ts';
import { listOwnRules } from './own-rules.ts';

export interface KnownRule {
	readonly rule: Rule;
	readonly origin: Origin;
}

/** Every rule there is now, in the order of their ids. */
export async function allRules(knex: Knex, schema: SchemaOverview): Promise<KnownRule[]> {
	const from = (origin: Origin) => (rule: Rule) => ({ rule, origin });
	return [
		...shippedRules.map(from('shipped')),
		...derivedRules(schema).map(from('relation')),
		...(await listOwnRules(knex)).map(from('own')),
	].sort((one, other) => (one.rule.id < other.rule.id ? -1 : 1));
}

export async function findRule(knex: Knex, schema: SchemaOverview, id: string): Promise<KnownRule | null> {
	return (await allRules(knex, schema)).find(({ rule }) => rule.id === id) ?? null;
}
