import { listPresets, type PresetDescriptor } from '../../schema/directus/presets.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import { changesToWrite } from './merge.ts';
import { quietly, type Step } from './step.ts';

/**
 * The columns that lists show to everybody. An administrator's own arrangement for everybody stays, and so does
 * their deletion of ours; people's own arrangements are rows of their own, which Directus prefers.
 */
export function presetSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	return listPresets().flatMap((preset) => {
		const found = current.presets.get(preset.collection);
		const recorded = ledger.get('preset', preset.collection) as Record<string, unknown> | undefined;
		if (!found) return recorded ? [] : [createPreset(preset)];

		const changes = changesToWrite({ ...preset }, found, recorded);
		return Object.keys(changes).length > 0 ? [updatePreset(preset, Number(found['id']), changes)] : [];
	});
}

function createPreset(preset: PresetDescriptor): Step {
	return {
		title: `arrange the list of ${preset.collection}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.ItemsService('directus_presets', {
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createOne({ ...preset }, quietly);
			await ledger.record('preset', preset.collection, preset);
		},
	};
}

function updatePreset(preset: PresetDescriptor, id: number, changes: Record<string, unknown>): Step {
	return {
		title: `rearrange the list of ${preset.collection}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.ItemsService('directus_presets', {
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.updateOne(id, changes, quietly);
			const before = ledger.get('preset', preset.collection) as Record<string, unknown>;
			await ledger.record('preset', preset.collection, { ...before, ...changes });
		},
	};
}
