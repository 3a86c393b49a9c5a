import { isDeepStrictEqual } from 'node:util';
import { dashboards } from '../../schema/dashboards/index.ts';
import type { DashboardDeclaration, PanelDeclaration } from '../../schema/model/dashboard.ts';
import type { Text } from '../../schema/model/text.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import { changesToWrite } from './merge.ts';
import { quietly, type Step, type StepTools } from './step.ts';

type Row = Record<string, unknown>;

/**
 * Dashboards and panels that were never made here before, and better versions of panels that nobody changed. What an
 * administrator changed, moved or deleted stays so.
 */
export function dashboardSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	return dashboards.flatMap((dashboard) => {
		const isThere = current.dashboards.has(dashboard.id);
		if (!isThere && ledger.has('dashboard', dashboard.id)) return [];
		const missing = dashboard.panels.filter(({ id }) => !current.panels.has(id) && !ledger.has('panel', id));
		return [
			...(isThere ? [] : [createDashboard(dashboard)]),
			...(missing.length > 0 ? [createPanels(dashboard, missing)] : []),
			...dashboard.panels.flatMap((panel) => updatePanel(panel, current, ledger)),
		];
	});
}

function createDashboard({ id, name, note, icon, color }: DashboardDeclaration): Step {
	return {
		title: `create dashboard ${name.en}`,
		async run(tools) {
			const row = { id, name: bilingual(name), note: bilingual(note), icon, color };
			await (await itemsService('directus_dashboards', tools)).createOne(row, quietly);
			await tools.ledger.record('dashboard', id, row);
		},
	};
}

function createPanels({ id: dashboard, name }: DashboardDeclaration, panels: PanelDeclaration[]): Step {
	return {
		title: `add ${panels.length} ${panels.length === 1 ? 'panel' : 'panels'} to dashboard ${name.en}`,
		async run(tools) {
			const rows = panels.map((panel) => ({ id: panel.id, row: rowOf(panel) }));
			const service = await itemsService('directus_panels', tools);
			await service.createMany(
				rows.map(({ id, row }) => ({ id, dashboard, ...row })),
				quietly,
			);
			for (const { id, row } of rows) await tools.ledger.record('panel', id, row);
		},
	};
}

/** All of it or nothing: a part of a panel that somebody arranged could not be told from the rest. */
function updatePanel(panel: PanelDeclaration, current: CurrentState, ledger: ProvisionLedger): Step[] {
	const found = current.panels.get(panel.id);
	const recorded = ledger.get('panel', panel.id) as Row | undefined;
	if (!found || !recorded) return [];
	const isOurs = Object.entries(recorded).every(([name, value]) => isDeepStrictEqual(found[name], value));
	const changes = isOurs ? changesToWrite(rowOf(panel), found, recorded) : {};
	if (Object.keys(changes).length === 0) return [];

	return [
		{
			title: `update panel ${panel.name.en}`,
			async run(tools) {
				await (await itemsService('directus_panels', tools)).updateOne(panel.id, changes, quietly);
				await tools.ledger.record('panel', panel.id, { ...recorded, ...changes });
			},
		},
	];
}

function rowOf(panel: PanelDeclaration): Row {
	const { id: _, name, note, ...rest } = panel;
	return {
		...rest,
		name: bilingual(name),
		note: note ? bilingual(note) : null,
		show_header: true,
	};
}

/** The Studio has one name for everybody. */
const bilingual = ({ en, ar }: Text): string => `${en} · ${ar}`;

const itemsService = async (collection: string, { context, freshSchema }: StepTools) =>
	new context.services.ItemsService(collection, { schema: await freshSchema(), knex: context.database });
