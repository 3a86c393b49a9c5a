import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import type { AnyCheck, Rule } from '../../domain/operations/integrity/rule.ts';
import type { Message } from '../../domain/problem.ts';
import { boundedRead, longestMs } from './bounded-read.ts';
import { compile } from './compile/index.ts';
import { contentRuleBreakers } from './content-rules.ts';
import { findProblems } from './find-problems.ts';
import type { Finding } from './finding.ts';
import type { Target } from './compile/tables.ts';
import { TookTooLong } from './took-too-long.ts';
import { unreferencedFiles } from './unreferenced-files.ts';

export interface Checking {
	/** No transaction. */
	readonly knex: Knex;
	readonly schema: SchemaOverview;
	readonly now: Date;
}

export const mostSampled = 20;

type Outcome = Pick<Finding, 'status' | 'count' | 'sample' | 'problem'>;

/**
 * Counts the rows that break a rule and names some. A rule that does not fit the database, or takes too long, is a
 * finding of its own.
 *
 * @throws when the database cannot be reached
 */
export async function checkRule(checking: Checking, rule: Rule): Promise<Finding> {
	const began = performance.now();
	const outcome = await outcomeOf(checking, rule);
	return { rule, ...outcome, milliseconds: Math.round(performance.now() - began) };
}

async function outcomeOf(checking: Checking, rule: Rule): Promise<Outcome> {
	const { knex, schema, now } = checking;
	const [problem] = findProblems(schema, { ...rule, fixers: [] });
	if (problem) return cannotRun({ en: `${problem.field}: ${problem.message.en}`, ar: problem.message.ar });

	const mostMs = longestMs(knex);
	try {
		const { count, sample } = await boundedRead(knex, mostMs, (trx) =>
			look({ knex: trx, schema, now }, rule.check, mostMs),
		);
		return { status: count === 0 ? 'ok' : 'failing', count, sample, problem: null };
	} catch (error) {
		const reason = reasonOf(error, mostMs);
		if (!reason) throw error;
		return cannotRun(reason);
	}
}

type Found = Pick<Finding, 'sample'> & { readonly count: number };

function look(target: Target, check: AnyCheck, mostMs: number): Promise<Found> {
	switch (check.kind) {
		case 'content_rules':
			return contentRuleBreakers(target.knex, check.collection, mostSampled, mostMs);
		case 'unreferenced_files':
			return unreferencedFiles(target, mostSampled, mostMs);
		default:
			return readStatements(compile(target, check));
	}
}

async function readStatements({ count, ids }: ReturnType<typeof compile>) {
	const row = (await count.first()) as { count: number | string } | undefined;
	const found = Number(row?.count ?? 0);
	const sample: { id: unknown }[] = found === 0 ? [] : await ids(mostSampled);
	return { count: found, sample: sample.map(({ id }) => String(id)) };
}

const cannotRun = (problem: Message): Outcome => ({ status: 'cannot_run', count: null, sample: [], problem });

/** Of a statement that the database refused or ended; null when it is the database that has a problem. */
function reasonOf(error: unknown, mostMs: number): Message | null {
	const { code = '', message } = error as Error & { code?: string };
	if (code === '57014' || code === 'SQLITE_INTERRUPT' || error instanceof TookTooLong)
		return {
			en: `It took longer than ${mostMs / 1000} s and was ended. An index on its columns helps.`,
			ar: `استغرقت أكثر من ${mostMs / 1000} ثانية فأُوقفت. يفيد فهرس على أعمدتها.`,
		};
	if (!/^(22|42)|^SQLITE_(ERROR|MISMATCH|TOOBIG)/.test(code)) return null;
	const said = message.split(' - ').at(-1)!.slice(0, 300);
	return {
		en: `The database refuses it: ${said}. Change the rule or the values it stumbles over.`,
		ar: `ترفضها قاعدة البيانات: ${said}. غيّر القاعدة أو القيم التي تتعثر بها.`,
	};
}
