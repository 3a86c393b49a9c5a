import type { Knex } from 'knex';
import {
	checkNames,
	reportSchema,
	type CheckName,
	type Report,
} from '../../domain/operations/doctor/contract.ts';
import { checksTable } from './tables.ts';

export type LastReports = Readonly<Record<CheckName, Report | null>>;

/** null for a check that was never run, or whose report is of another release. */
export async function readLastReports(knex: Knex): Promise<LastReports> {
	const rows: { name: string; report: string }[] = await knex(checksTable).select('name', 'report');
	const reportOf = (name: CheckName): Report | null => {
		const row = rows.find((one) => one.name === name);
		return row ? (reportSchema.safeParse(JSON.parse(row.report)).data ?? null) : null;
	};
	return Object.fromEntries(checkNames.map((name) => [name, reportOf(name)])) as LastReports;
}

export async function keepReport(knex: Knex, report: Report): Promise<void> {
	const { check, errors, warnings, checked_at } = report;
	await knex(checksTable)
		.insert({ name: check, errors, warnings, checked_at, report: JSON.stringify(report) })
		.onConflict('name')
		.merge();
}
