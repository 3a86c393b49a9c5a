import { collectionList } from '../../schema/collections/index.ts';
import type { HostContext } from '../host-context.ts';
import { accessSteps } from './access-steps.ts';
import { readCurrentState } from './current-state.ts';
import { dashboardSteps } from './dashboard-steps.ts';
import { flowSteps } from './flow-steps.ts';
import { indexSteps } from './index-steps.ts';
import { machineTableSteps } from './machine-table-steps.ts';
import { machineTables } from './machine-tables.ts';
import { precisionSteps } from './precision-steps.ts';
import { ProvisionLedger } from './ledger.ts';
import { withLock } from './lock.ts';
import { modelSteps } from './model-steps.ts';
import { moduleBarSteps } from './module-bar-steps.ts';
import { rulesAllowed } from './rules-allowed.ts';
import { presetSteps } from './preset-steps.ts';
import { projectDefaultSteps } from './project-default-steps.ts';
import { settingsSteps } from './settings-steps.ts';
import type { Step } from './step.ts';

export interface ProvisionReport {
	/** What was done, or would be done, in order. */
	readonly steps: readonly string[];
	/** Whether the host accepts row-level permission rules. */
	readonly nativeRules: boolean;
	/** What went otherwise than declared, and why. */
	readonly notes: readonly string[];
}

export interface ProvisionOptions {
	/** Give a project that has none a name and a colour; see `projectDefaultSteps`. */
	readonly projectDefaults?: boolean;
}

/** What provisioning would do now; changes nothing. */
export async function planProvision(context: HostContext): Promise<ProvisionReport> {
	const { steps, nativeRules } = await plan(
		context,
		await ProvisionLedger.open(context.database, { readOnly: true }),
	);
	return { steps: steps.map(({ title }) => title), nativeRules, notes: [] };
}

/**
 * Brings the database to the declared model: adds what is missing, improves what is still ours, and never
 * deletes or overwrites an administrator's work. Safe to run again and on several nodes at once.
 *
 * @throws what Directus or the database throws; steps done before remain and the next run goes on after them
 */
export async function provision(
	context: HostContext,
	options: ProvisionOptions = {},
): Promise<ProvisionReport> {
	return withLock(context.database, 'provision', async () => {
		const ledger = await ProvisionLedger.open(context.database);
		const { steps, nativeRules } = await plan(context, ledger, options);
		if (steps.length === 0) return { steps: [], nativeRules, notes: [] };

		const notes: string[] = [];
		const note = (text: string): void => {
			notes.push(text);
			context.logger.warn(`BeBetter: ${text}`);
		};
		const freshSchema = () => context.getSchema({ bypassCache: true });

		for (const step of steps) {
			context.logger.debug(`BeBetter provisioning: ${step.title}`);
			await step.run({ context, ledger, freshSchema, note });
		}

		await clearCaches(context);
		return { steps: steps.map(({ title }) => title), nativeRules, notes };
	});
}

async function plan(
	context: HostContext,
	ledger: ProvisionLedger,
	{ projectDefaults = false }: ProvisionOptions = {},
): Promise<{ steps: Step[]; nativeRules: boolean }> {
	const current = await readCurrentState(context.database, [
		...collectionList.map(({ name }) => name),
		...Object.keys(machineTables),
	]);
	const nativeRules = await rulesAllowed(context);

	return {
		nativeRules,
		steps: [
			...modelSteps(current, ledger),
			...precisionSteps(current, context.database),
			...indexSteps(current),
			...machineTableSteps(current),
			...accessSteps(current, ledger, nativeRules),
			...presetSteps(current, ledger),
			...settingsSteps(current, ledger),
			...projectDefaultSteps(current, ledger, { withLook: projectDefaults }),
			...moduleBarSteps(current, ledger),
			...flowSteps(current, ledger),
			...dashboardSteps(current, ledger),
		],
	};
}

async function clearCaches(context: HostContext): Promise<void> {
	const accountability = { admin: true, app: true, user: null, role: null, roles: [], ip: null } as never;
	const schema = await context.getSchema({ bypassCache: true });
	await new context.services.UtilsService({ schema, knex: context.database, accountability }).clearCache({
		system: true,
	});
}
