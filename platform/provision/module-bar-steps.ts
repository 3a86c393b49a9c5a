import { defaultModuleBar, type ModuleBarEntry, ourModules } from '../../schema/directus/module-bar.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import type { Step } from './step.ts';

/**
 * Our modules in the module bar, each once: one that an administrator has turned off, moved or taken out since, or
 * had in the list before, stays as it is.
 */
export function moduleBarSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	const missing = ourModules.filter(({ id }) => !ledger.has('module', id));
	return missing.length > 0 ? [showModules(missing, storedBar(current))] : [];
}

function storedBar({ settings }: CurrentState): readonly ModuleBarEntry[] | null {
	const stored = settings['module_bar'];
	return Array.isArray(stored) ? (stored as ModuleBarEntry[]) : null;
}

function showModules(modules: readonly ModuleBarEntry[], stored: readonly ModuleBarEntry[] | null): Step {
	return {
		title: `show ${modules.map(({ id }) => id).join(', ')} in the module bar`,
		async run({ context, ledger, freshSchema }) {
			const bar = stored ?? defaultModuleBar;
			const added = modules.filter(({ id }) => !bar.some((entry) => entry.id === id));
			if (added.length > 0) {
				const service = new context.services.SettingsService({
					schema: await freshSchema(),
					knex: context.database,
				});
				await service.upsertSingleton({ module_bar: placed(bar, added) });
			}
			for (const module of modules) await ledger.record('module', module.id, module);
		},
	};
}

/** After those of ours that are there, or the content, which they belong to; in front where neither is. */
function placed(bar: readonly ModuleBarEntry[], added: readonly ModuleBarEntry[]): ModuleBarEntry[] {
	const before = new Set(['content', ...ourModules.map(({ id }) => id)]);
	const after = bar.findLastIndex(({ id }) => before.has(id)) + 1;
	return [...bar.slice(0, after), ...added, ...bar.slice(after)];
}
