import type { Text } from './text.ts';

/** One panel of a dashboard, as Directus stores it; places and sizes are in cells of 20 pixels. */
export interface PanelDeclaration {
	/** A fixed id makes provisioning repeatable. */
	readonly id: string;
	readonly name: Text;
	/** What exactly it counts; shown beside the name. */
	readonly note?: Text;
	readonly type: PanelType;
	readonly icon: string;
	readonly position_x: number;
	readonly position_y: number;
	readonly width: number;
	readonly height: number;
	readonly options: Readonly<Record<string, unknown>> & { readonly collection: string };
}

/** The panels of Directus itself that our dashboards use; 11 and 12 have the same. */
export type PanelType = 'metric' | 'time-series' | 'metric-list' | 'bar-chart' | 'pie-chart' | 'list';

/** A dashboard of Insights, which administrators see and may change. */
export interface DashboardDeclaration {
	readonly id: string;
	readonly name: Text;
	readonly note: Text;
	readonly icon: string;
	readonly color: string;
	readonly panels: readonly PanelDeclaration[];
}
