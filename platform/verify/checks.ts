import { judgeAccess } from '../../domain/operations/verify/access.ts';
import { judgeDelivery, judgeScreens } from '../../domain/operations/verify/delivery.ts';
import { judgeFlows } from '../../domain/operations/verify/flows.ts';
import { judgeSchema } from '../../domain/operations/verify/schema.ts';
import type { CheckOptions, GroupCheck } from '../checks/run-check.ts';
import type { HostContext } from '../host-context.ts';
import { chooseOrigin } from './origin.ts';
import { readAccessFacts } from './read-access.ts';
import { readDeliveryFacts } from './read-delivery.ts';
import { readFlowFacts } from './read-flows.ts';
import { readSchemaFacts } from './read-schema.ts';
import { readScreenFacts } from './read-screens.ts';

/** What verify looks at: whether the installation is as declared, and does over HTTP what it should. */
export function verifyChecks(context: HostContext, { url }: CheckOptions): readonly GroupCheck[] {
	const origin = chooseOrigin(context.env, url);
	return [
		{ group: 'schema', look: async () => judgeSchema(await readSchemaFacts(context)) },
		{ group: 'access', look: async () => judgeAccess(await readAccessFacts(context)) },
		{
			group: 'flows',
			look: async () => {
				const { declared, stored } = await readFlowFacts(context.database);
				return judgeFlows(declared, stored);
			},
		},
		{ group: 'screens', look: async () => judgeScreens(await readScreenFacts(context.database)) },
		{
			group: 'delivery',
			look: async () => judgeDelivery(await readDeliveryFacts(await origin, context.database)),
		},
	];
}
