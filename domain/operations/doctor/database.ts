import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';
import { connectionsNeeded, type Pools } from './pools.ts';

export interface DatabaseFacts {
	readonly vendor: 'postgres' | 'sqlite' | 'other';
	/** Such as 15.18. */
	readonly version: string;
	/** Processes of this project that were seen lately, this one included. */
	readonly processes: number;
	/** null where the database knows no such limit. */
	readonly connections: (Pools & { readonly most: number; readonly used: number }) | null;
}

export const databaseFindings = defineFindings('database', {
	'database-vendor': {
		severity: 'error',
		found: {
			en: 'BeBetter works on PostgreSQL and SQLite, and this is another database.',
			ar: 'يعمل BeBetter على PostgreSQL وSQLite، وهذه قاعدة بيانات أخرى.',
		},
		remedy: {
			en: 'Move the project to PostgreSQL (DB_CLIENT=pg).',
			ar: 'انقل المشروع إلى PostgreSQL (DB_CLIENT=pg).',
		},
	},
	'database-old': {
		severity: 'error',
		found: {
			en: 'The database has version {version}, older than {fewest}.',
			ar: 'إصدار قاعدة البيانات {version} أقدم من {fewest}.',
		},
		remedy: {
			en: 'Upgrade the database after a backup; 15 and 17 are what BeBetter is run on.',
			ar: 'رقِّ قاعدة البيانات بعد أخذ نسخة احتياطية؛ يعمل BeBetter على 15 و17.',
		},
	},
	'sqlite-shared': {
		severity: 'error',
		found: {
			en: '{processes} processes write one SQLite file: they wait for each other and requests fail.',
			ar: '{processes} عمليات تكتب في ملف SQLite واحد: تنتظر إحداها الأخرى وتفشل طلبات.',
		},
		remedy: {
			en: 'Run one process (BEBETTER_ROLE=all), or move to PostgreSQL.',
			ar: 'شغّل عملية واحدة (BEBETTER_ROLE=all) أو انتقل إلى PostgreSQL.',
		},
	},
	'pool-too-large': {
		severity: 'error',
		found: {
			en: '{instances} web processes with {webPool} connections, {workers} workers with {workerPool} and 5 to spare need {needed}, but the database takes {most}.',
			ar: '{instances} عمليات ويب لكل منها {webPool} اتصال، و{workers} عمّال لكل منهم {workerPool}، مع 5 احتياطية: المجموع {needed} وقاعدة البيانات تقبل {most}.',
		},
		remedy: {
			en: 'Lower DB_POOL__MAX, run fewer processes, or raise max_connections of the database.',
			ar: 'خفّض DB_POOL__MAX أو قلّل العمليات أو ارفع max_connections في قاعدة البيانات.',
		},
	},
	'connections-high': {
		severity: 'warning',
		found: {
			en: '{used} of {most} connections of the database are open.',
			ar: 'المفتوح من اتصالات قاعدة البيانات {used} من {most}.',
		},
		remedy: {
			en: 'Find who holds them (select application_name, state, count(*) from pg_stat_activity group by 1, 2), then lower a pool or raise max_connections.',
			ar: 'اعرف من يشغلها (select application_name, state, count(*) from pg_stat_activity group by 1, 2) ثم خفّض تجمّع الاتصالات أو ارفع max_connections.',
		},
	},
});

/** The oldest that its makers still mend, and SQLite’s with everything that our statements use. */
const oldest = { postgres: '14', sqlite: '3.38' };

export function judgeDatabase({ vendor, version, processes, connections }: DatabaseFacts): Finding[] {
	const { find } = databaseFindings;
	if (vendor === 'other') return [find('database-vendor')];
	return [
		...(isOlder(version, oldest[vendor]) ? [find('database-old', { version, fewest: oldest[vendor] })] : []),
		...(vendor === 'sqlite' && processes > 1 ? [find('sqlite-shared', { processes })] : []),
		...(connections ? judgeConnections(connections) : []),
	];
}

function judgeConnections(pools: NonNullable<DatabaseFacts['connections']>): Finding[] {
	const { find } = databaseFindings;
	const { instances, webPool, workers, workerPool, used, most } = pools;
	const needed = connectionsNeeded(pools);
	return [
		...(needed > most
			? [find('pool-too-large', { instances, webPool, workers, workerPool, needed, most })]
			: []),
		...(used > most * 0.8 ? [find('connections-high', { used, most })] : []),
	];
}

/** By the parts that both have; 15.18 is not older than 15. */
function isOlder(version: string, than: string): boolean {
	const have = version.split('.').map((part) => Number.parseInt(part, 10));
	for (const [index, wanted] of than.split('.').map(Number).entries()) {
		const part = have[index] ?? 0;
		if (part !== wanted) return part < wanted;
	}
	return false;
}
