import type { Knex } from 'knex';
import type { FlowFacts, OperationFacts, StoredFlow } from '../../domain/operations/verify/flows.ts';
import { flows } from '../../schema/flows/index.ts';

interface StoredOperation extends OperationFacts {
	readonly next: string | null;
}

export async function readFlowFacts(
	database: Knex,
): Promise<{ declared: readonly FlowFacts[]; stored: readonly StoredFlow[] }> {
	const ids = flows.map(({ id }) => id);
	const rows: Record<string, unknown>[] = await database('directus_flows').whereIn('id', ids);
	const operations: Record<string, unknown>[] = await database('directus_operations').whereIn('flow', ids);
	return { declared: flows, stored: rows.map((row) => decodeFlow(row, operations)) };
}

function decodeFlow(
	row: Record<string, unknown>,
	operations: readonly Record<string, unknown>[],
): StoredFlow {
	const own = operations.filter(({ flow }) => flow === row['id']).map(decodeOperation);
	return {
		id: String(row['id']),
		name: String(row['name']),
		isActive: row['status'] === 'active',
		trigger: String(row['trigger']),
		options: decodeOptions(row['options']),
		operations: inOrder(own, row['operation'] as string | null),
	};
}

const decodeOperation = ({ id, key, type, options, resolve }: Record<string, unknown>): StoredOperation => ({
	id: String(id),
	key: String(key),
	type: String(type),
	options: decodeOptions(options),
	next: (resolve as string | null) ?? null,
});

const decodeOptions = (value: unknown): FlowFacts['options'] =>
	((typeof value === 'string' ? JSON.parse(value) : value) as FlowFacts['options'] | null) ?? {};

/** As the flow runs them; those that it does not reach come last. */
function inOrder(operations: readonly StoredOperation[], first: string | null): StoredOperation[] {
	const left = new Map(operations.map((operation) => [operation.id, operation]));
	const reached: StoredOperation[] = [];
	for (let id = first; id !== null && left.has(id);) {
		const operation = left.get(id)!;
		left.delete(id);
		reached.push(operation);
		id = operation.next;
	}
	return [...reached, ...left.values()];
}
