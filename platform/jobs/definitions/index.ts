import { archiveStorageOf } from '../../archive/archive-storage.ts';
import { backupToolsOf } from '../../backups/backup-tools.ts';
import { backupSourceOf } from '../../backups/host-source.ts';
import { configOf } from '../../config.ts';
import type { HostContext } from '../../host-context.ts';
import type { Job } from '../job.ts';
import { aggregateFastingDefinition } from './aggregate-fasting.ts';
import { archiveEvents } from './archive-events.ts';
import { careForDatabase } from './care-for-database.ts';
import { checkIntegrity } from './check-integrity.ts';
import { backUp } from './back-up.ts';
import { drillBackup } from './drill-backup.ts';
import { nightlyHousekeeping } from './nightly-housekeeping.ts';
import { pruneJobs } from './prune-jobs.ts';
import { publishScreens } from './publish-screens.ts';
import { rebuildIndexDefinition } from './rebuild-index.ts';
import { verifyInstallation } from './verify-installation.ts';
import { recomputeTargetsDefinition } from './recompute-targets.ts';
import { securityDigest } from './security-digest.ts';
import { tickChecks } from './tick-checks.ts';
import { verifyBackup } from './verify-backup.ts';

/** Every kind of job there is, each with a line here. */
export function jobDefinitions(context: HostContext): readonly Job[] {
	const config = configOf(context);
	const aggregate = aggregateFastingDefinition(context);
	const archive = archiveEvents({
		openStorage: archiveStorageOf(context, config),
		keepDays: config.BEBETTER_EVENTS_KEEP_DAYS,
	});
	const backups = backupToolsOf(context, config);
	return [
		recomputeTargetsDefinition,
		aggregate,
		archive,
		nightlyHousekeeping({ aggregate, archive }),
		pruneJobs,
		publishScreens(context),
		securityDigest(context),
		careForDatabase,
		rebuildIndexDefinition,
		checkIntegrity(context),
		verifyInstallation(context),
		tickChecks(context),
		backUp({ ...backups, source: backupSourceOf(context) }),
		verifyBackup(backups),
		drillBackup(context, backups, config.BEBETTER_DRILL_EVERY_DAYS),
	];
}
