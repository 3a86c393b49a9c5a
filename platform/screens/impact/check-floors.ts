import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';
import { errorAt, type Problem } from '../../../domain/problem.ts';
import type { Floors } from '../../../domain/screens/studio/contract.ts';
import { sduiScreens } from '../../../schema/collections/screens.ts';
import { readRow, type Row } from '../../content-rules/stored-rows.ts';
import { assessFloors, type ProposedScreen } from './assess-floors.ts';
import { floorConfirmation } from './confirmed-floors.ts';
import type { ReadActiveOptions } from './read-active-versions.ts';

export interface FloorsWrite {
	readonly collection: string;
	readonly payload: Row;
	/** Of the rows that change; none for a new row. */
	readonly keys: readonly unknown[];
	readonly accountability: Accountability | null;
}

const floorFields = [
	'min_app_version',
	'min_app_version_ios',
	'min_app_version_android',
] as const satisfies (keyof Floors)[];

/**
 * Problems of floors that would shut out more people than the app settings allow, wherever they are saved from. An
 * administrator confirms the number in the module, which saves inside `withConfirmedFloors`. The machine, such as the
 * command line, passes.
 */
export async function checkFloors(
	knex: Knex,
	{ collection, payload, keys, accountability }: FloorsWrite,
	options: ReadActiveOptions,
): Promise<Problem[]> {
	if (collection !== sduiScreens.name || !accountability) return [];
	const rows = keys.length === 0 ? [newRow(payload)] : await changedRows(knex, payload, keys);
	const proposed = rows.filter(setsFloors).map(proposalOf);
	if (proposed.length === 0) return [];

	const assessment = await assessFloors(knex, proposed, options);
	const confirmation = floorConfirmation();
	const gate = assessment.gate({ mayExceed: accountability.admin === true, confirmation });
	if (!gate) return [];
	const field = floorFields.find((name) => payload[name]) ?? floorFields.find((name) => rows[0]?.[name]);
	const needsModule = gate.code === 'FLOOR_NEEDS_CONFIRMATION' && confirmation === null;
	return [
		errorAt(
			field ?? 'min_app_version',
			gate.code,
			needsModule
				? {
						en: `${gate.message.en} The number is confirmed where screens are published: open Screens and publish it there.`,
						ar: `${gate.message.ar} يُؤكَّد العدد حيث تُنشر الشاشات: افتح «الشاشات» وانشر من هناك.`,
					}
				: gate.message,
		),
	];
}

function newRow(payload: Row): Row {
	const { status, goal, schema_version } = sduiScreens.fields;
	return {
		status: status.defaultValue,
		goal: goal.defaultValue,
		schema_version: schema_version.defaultValue,
		...payload,
	};
}

/** As they would be, without those that keep their name, floors and place among the published ones. */
async function changedRows(knex: Knex, payload: Row, keys: readonly unknown[]): Promise<Row[]> {
	const fields = ['status', 'screen_key', 'goal', 'locale', ...floorFields];
	if (!fields.some((name) => name in payload)) return [];
	const rows: Row[] = [];
	for (const key of keys) {
		const stored = await readRow(knex, sduiScreens, key);
		const after: Row = { ...stored, ...payload };
		if (stored && fields.some((name) => (after[name] ?? null) !== (stored[name] ?? null))) rows.push(after);
	}
	return rows;
}

const setsFloors = (row: Row): boolean =>
	row['status'] === 'published' && floorFields.some((name) => Boolean(row[name]));

const proposalOf = (row: Row): ProposedScreen => ({
	screen_key: String(row['screen_key']),
	goal: row['goal'] as ProposedScreen['goal'],
	locale: row['locale'] as ProposedScreen['locale'],
	schema_version: Number(row['schema_version']),
	floors: Object.fromEntries(floorFields.map((name) => [name, textOf(row[name])])) as unknown as Floors,
});

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
