import { accessFindings } from '../verify/access.ts';
import { deliveryFindings, screenFindings } from '../verify/delivery.ts';
import { flowFindings } from '../verify/flows.ts';
import { schemaFindings } from '../verify/schema.ts';
import type { CheckName } from './contract.ts';
import { databaseFindings } from './database.ts';
import type { FindingGroup } from './finding.ts';
import { licenceFindings } from './licence.ts';
import { networkFindings } from './network.ts';
import { redisFindings } from './redis.ts';
import { runtimeFindings } from './runtime.ts';
import { secretFindings } from './secrets.ts';
import { variableFindings } from './variables.ts';
import { workerFindings } from './workers.ts';

/** Every kind of finding that there is; the guide has a row for each. */
export const findingGroups: Readonly<Record<CheckName, readonly FindingGroup[]>> = {
	doctor: [
		variableFindings,
		secretFindings,
		networkFindings,
		runtimeFindings,
		databaseFindings,
		redisFindings,
		workerFindings,
		licenceFindings,
	] as readonly FindingGroup[],
	verify: [
		schemaFindings,
		accessFindings,
		flowFindings,
		screenFindings,
		deliveryFindings,
	] as readonly FindingGroup[],
};
