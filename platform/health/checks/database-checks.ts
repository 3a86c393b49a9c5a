import { isPostgres } from '../../sql/database-kind.ts';
import { readClockSkew } from '../clock-skew.ts';
import { poolOf } from '../pool.ts';
import { readServerConnections } from '../server-connections.ts';
import { mapOutcome } from '../shared-question.ts';
import { question, type CheckQuestion, type CheckSources } from './check-question.ts';

export function databaseChecks({ context, telemetry, provisioned }: CheckSources): CheckQuestion[] {
	const { database: knex } = context;
	const connections = question(
		'connections',
		async () => {
			const { used, most } = await readServerConnections(knex);
			return { observed: used / most, facts: { used, most } };
		},
		{ needsDatabase: true },
	);
	// SQLite has one connection, and who uses it has others wait: that says nothing.
	const pool = question('pool', async () => {
		const { pending, ...facts } = poolOf(knex);
		return { observed: pending, facts };
	});
	return [
		{
			name: 'database',
			needsDatabase: false,
			ask: async () => {
				const outcome = await telemetry.database.ask();
				return mapOutcome(outcome, () => ({ observed: outcome.tookMs }));
			},
		},
		question('clock_skew', async () => ({ observed: await readClockSkew(knex) }), { needsDatabase: true }),
		...(isPostgres(knex) ? [pool, connections] : []),
		{
			name: 'provisioning',
			needsDatabase: true,
			ask: async () => mapOutcome(await provisioned.missing.ask(), (observed) => ({ observed })),
		},
	];
}
