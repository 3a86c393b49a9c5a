import { defineEndpoint } from '@directus/extensions-sdk';
import { alertsOf } from '../../../platform/alerts/alerts.ts';
import { mountAlerts } from '../../../platform/alerts/serve.ts';
import { mountExports } from '../../../platform/archive/serve.ts';
import { mountChecks } from '../../../platform/checks/serve.ts';
import { backupToolsOf } from '../../../platform/backups/backup-tools.ts';
import { mountBackups } from '../../../platform/backups/serve.ts';
import { configOf } from '../../../platform/config.ts';
import { mountDatabase } from '../../../platform/database/serve.ts';
import { deliveryOf } from '../../../platform/delivery.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { mountIntegrity } from '../../../platform/integrity/serve.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';
import { mountJobs } from '../../../platform/jobs/serve.ts';
import { mountMaintenance } from '../../../platform/maintenance/serve.ts';
import { mountToday } from '../../../platform/operations/today/serve.ts';
import { mountPurge } from '../../../platform/purge/serve.ts';
import { operatorLimit } from '../../../platform/security/limit-operators.ts';
import { mountSecurity } from '../../../platform/security/serve.ts';
import { mountTelemetry } from '../../../platform/telemetry/serve.ts';
import { mountScreens } from '../../../platform/screens/studio/serve.ts';

export default defineEndpoint({
	id: 'ops',
	handler(router, endpointContext) {
		const context = endpointContext as unknown as HostContext;
		router.use(operatorLimit(context, configOf(context)));
		mountPurge(router, deliveryOf(context), context);
		mountJobs(router, jobsOf(context), context);
		mountToday(router, context);
		mountScreens(router, { context, delivery: deliveryOf(context) });
		mountAlerts(router, alertsOf(context), context);
		mountDatabase(router, context);
		mountTelemetry(router, context);
		mountBackups(router, jobsOf(context), context, backupToolsOf(context));
		mountExports(router, context, configOf(context));
		mountSecurity(router, context);
		mountIntegrity(router, { context, jobs: jobsOf(context) });
		mountChecks(router, context);
		mountMaintenance(router, context);
	},
});
