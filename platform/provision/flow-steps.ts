import { flows } from '../../schema/flows/index.ts';
import type { FlowDeclaration, OperationDeclaration } from '../../schema/model/flow.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import type { Step, StepTools } from './step.ts';

/** Flows that were never made here before. Once made they are the administrator's: changed or deleted, so they stay. */
export function flowSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	return flows.filter(({ id }) => !ledger.has('flow', id)).map((flow) => createFlow(flow, current));
}

/**
 * The flow first and without operations, then these from the last to the first, then the link to the first:
 * Directus cannot make them at once. A run that was interrupted goes on where it stopped.
 */
function createFlow(flow: FlowDeclaration, current: CurrentState): Step {
	return {
		title: `create flow ${flow.name}`,
		async run(tools) {
			if (!current.flows.has(flow.id)) await insertFlow(flow, tools);
			for (const [index, operation] of [...flow.operations.entries()].toReversed())
				if (!current.operations.has(operation.id))
					await insertOperation(flow, operation, flow.operations[index + 1], tools);
			await linkFirst(flow, tools);
			await tools.ledger.record('flow', flow.id, { name: flow.name });
		},
	};
}

/** A licence may allow no more active flows; an inactive one is there all the same. */
async function insertFlow(flow: FlowDeclaration, tools: StepTools): Promise<void> {
	const { operations: _, withoutIt, ...row } = flow;
	const service = await flowsService(tools);

	try {
		await service.createOne({ ...row, status: 'active', operation: null });
	} catch (error) {
		if ((error as { code?: string }).code !== 'LIMIT_EXCEEDED') throw error;
		await service.createOne({ ...row, status: 'inactive', operation: null });
		tools.note(
			`The flow ${flow.name} is inactive, because this licence allows no more active ones. ${withoutIt}`,
		);
	}
}

async function insertOperation(
	flow: FlowDeclaration,
	operation: OperationDeclaration,
	next: OperationDeclaration | undefined,
	{ context, freshSchema }: StepTools,
): Promise<void> {
	const service = new context.services.OperationsService({
		schema: await freshSchema(),
		knex: context.database,
	});
	await service.createOne({ ...operation, flow: flow.id, resolve: next?.id ?? null, reject: null });
}

/** Without the status: Directus counts a flow that is saved as active as one more. */
async function linkFirst({ id, operations }: FlowDeclaration, tools: StepTools): Promise<void> {
	const service = await flowsService(tools);
	await service.updateOne(id, { operation: operations[0]?.id ?? null });
}

const flowsService = async ({ context, freshSchema }: StepTools) =>
	new context.services.FlowsService({ schema: await freshSchema(), knex: context.database });
