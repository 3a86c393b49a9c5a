import type { SignalName, SignalReadings, Signals } from '../../domain/operations/signals.ts';
import { checkSignals } from '../checks/signals.ts';
import { releaseSignals } from '../health/releases.ts';
import { healthSignals, healthSignalsOf } from '../health/signals.ts';
import { backupSignals } from '../backups/signals.ts';
import type { HostContext } from '../host-context.ts';
import { jobSignals } from '../jobs/signals.ts';
import { securitySignals, securitySignalsOf } from '../security/signals.ts';
import { integritySignals } from '../integrity/signals.ts';
import { withinTime } from '../within-time.ts';

/** What an area knows of itself; it may be slow or fail without harm to the others. */
export interface SignalArea {
	readonly name: string;
	/** What it is to say here: none of it is known when it fails. */
	readonly signalsOf: (context: HostContext) => readonly SignalName[];
	readonly read: (context: HostContext) => Promise<Signals>;
}

const always =
	(...names: readonly SignalName[]) =>
	(): readonly SignalName[] =>
		names;

/** Every area with signals, each with an entry here. */
export const signalAreas: readonly SignalArea[] = [
	// First: it looks who waits for a connection before the others wait for one.
	{ name: 'health', signalsOf: healthSignalsOf, read: healthSignals },
	{
		name: 'backups',
		signalsOf: always('backup_age_hours', 'backup_rows_lost_ratio', 'restore_test_age_days'),
		read: backupSignals,
	},
	{ name: 'checks', signalsOf: always('doctor_errors', 'verify_errors'), read: checkSignals },
	{ name: 'integrity', signalsOf: always('integrity_errors', 'integrity_age_hours'), read: integritySignals },
	{
		name: 'jobs',
		signalsOf: always('job_queue_oldest_seconds', 'job_dead_letters', 'nightly_age_hours'),
		read: jobSignals,
	},
	{ name: 'releases', signalsOf: always('release_error_growth_ratio'), read: releaseSignals },
	{ name: 'security', signalsOf: securitySignalsOf, read: securitySignals },
];

const longestMs = 2_000;

/** Long enough for the cause, short enough for a row that is written every minute. */
const longestReason = 200;

/** All signals, within 2 s. What an area that failed would have said is not known, for the reason that it gave. */
export async function readSignals(
	context: HostContext,
	areas: readonly SignalArea[] = signalAreas,
): Promise<SignalReadings> {
	const parts = await Promise.all(areas.map((area) => readInTime(area, context)));
	return {
		signals: Object.assign({}, ...parts.map(({ signals }) => signals)) as Signals,
		reasons: Object.assign({}, ...parts.map(({ reasons }) => reasons)) as SignalReadings['reasons'],
	};
}

async function readInTime(
	{ name, signalsOf, read }: SignalArea,
	context: HostContext,
): Promise<SignalReadings> {
	try {
		return { signals: await withinTime(read(context), longestMs), reasons: {} };
	} catch (error) {
		context.logger.warn(error, `BeBetter: signals of ${name} are not known`);
		const reason = (error as Error).message.slice(0, longestReason);
		const missing = signalsOf(context);
		return {
			signals: Object.fromEntries(missing.map((signal) => [signal, null])),
			reasons: Object.fromEntries(missing.map((signal) => [signal, reason])),
		};
	}
}
