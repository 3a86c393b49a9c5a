import type { Knex } from 'knex';
import { checkSchema } from '../../domain/operations/integrity/check.ts';
import type { Rule } from '../../domain/operations/integrity/rule.ts';
import { checkRule } from '../../platform/integrity/check-rule.ts';
import { schemaOverview } from '../../test/support/integrity/overview.ts';
import { scratchDatabase } from '../../test/support/scratch-database.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { atLeast, type Measure, type Result, type Target } from '../support/measure.ts';
import { median, timed } from '../support/stats.ts';

const children = 1_000_000;
const parents = 100_000;
const orphans = 1_000;
const among = `${children.toLocaleString('en')} rows`;

const schema = schemaOverview({
	parents: { id: 'uuid' },
	children: { id: 'integer', parent: 'uuid', day: 'date' },
});

const about = {
	id: 'bench',
	severity: 'error',
	title: { en: 'Bench', ar: 'قياس' },
	remedy: { en: 'Bench', ar: 'قياس' },
	fixers: [],
} as const;

/** What a rule costs, against the statement that somebody would write by hand for the same question. */
export const integrity: Measure = {
	name: 'integrity',
	async *run({ rounds }) {
		const database = await scratchDatabase('postgres', 'bench_integrity', []);
		onCleanUp(() => database.drop());
		const knex = database.connect();
		await plant(knex);

		const orphan = ruleOf({
			kind: 'orphan',
			collection: 'children',
			column: 'parent',
			parent: { collection: 'parents', column: 'id' },
		});
		const byHand = `select count(*) from children c left join parents p on p.id = c.parent where c.parent is not null and p.id is null`;
		yield await compare(knex, rounds, {
			name: `look for orphans among ${among}, against an anti-join by hand`,
			rule: orphan,
			byHand,
			expected: 0,
			target: atLeast(0.7),
		});
		yield await compare(knex, rounds, {
			name: `look for groups of more than 10 among ${among}, against GROUP BY … HAVING by hand`,
			rule: ruleOf({ kind: 'max_per_group', collection: 'children', columns: ['parent'], most: 10 }),
			byHand: `select coalesce(sum(n - 10), 0) as count from (select count(*) as n from children where parent is not null group by parent having count(*) > 10) g`,
			expected: 0,
			target: atLeast(0.7),
		});
		await knex.raw(`update children set parent = md5('gone' || id)::uuid where id <= ?`, [orphans]);
		await knex.raw('vacuum analyze children');
		yield await compare(knex, rounds, {
			name: `find ${orphans.toLocaleString('en')} orphans among ${among} and name 20, against counting by hand`,
			rule: orphan,
			byHand,
			expected: orphans,
			target: null,
		});
	},
};

const ruleOf = (check: Parameters<typeof checkSchema.parse>[0]): Rule => ({
	...about,
	fixers: [],
	check: checkSchema.parse(check),
});

interface Contest {
	readonly name: string;
	readonly rule: Rule;
	readonly byHand: string;
	readonly expected: number;
	readonly target: Target | null;
}

/** In turns; the rule's time includes its check against the schema, its transaction and, of a broken one, its sample. */
async function compare(
	knex: Knex,
	rounds: number,
	{ name, rule, byHand, expected, target }: Contest,
): Promise<Result> {
	const [ours, hand]: [number[], number[]] = [[], []];
	for (let round = 0; round < rounds; round += 1) {
		hand.push(
			await timed(async () => {
				const { rows } = (await knex.raw(byHand)) as { rows: { count: string }[] };
				if (Number(rows[0]?.count) !== expected) throw new Error(`by hand found ${rows[0]?.count}`);
			}),
		);
		ours.push(
			await timed(async () => {
				const { count } = await checkRule({ knex, schema, now: new Date() }, rule);
				if (count !== expected) throw new Error(`the rule found ${count}`);
			}),
		);
	}
	return {
		name,
		value: median(hand) / median(ours),
		unit: '×',
		target,
		how: `PostgreSQL, ${parents.toLocaleString('en')} parents; median of ${rounds} turns: by hand ${median(hand).toFixed(0)} ms, the rule ${median(ours).toFixed(0)} ms`,
	};
}

async function plant(knex: Knex): Promise<void> {
	await knex.raw('create table parents (id uuid primary key)');
	await knex.raw('create table children (id integer primary key, parent uuid, day date)');
	await knex.raw('insert into parents select md5(n::text)::uuid from generate_series(1, ?::int) n', [
		parents,
	]);
	await knex.raw(
		`insert into children select n, md5((1 + n % ?::int)::text)::uuid, date '2026-01-01' + n % 365 from generate_series(1, ?::int) n`,
		[parents, children],
	);
	await knex.raw('vacuum analyze children');
	await knex.raw('vacuum analyze parents');
}
