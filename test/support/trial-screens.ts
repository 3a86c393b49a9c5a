import { seed } from '../../schema/seed/index.ts';
import type { Host } from './host/index.ts';
import { until } from './publishing/reading.ts';

export interface Component {
	id: string;
	type: string;
	props: Record<string, unknown>;
}

const home = seed.screens.find(({ screen_key, goal, locale }) => {
	return screen_key === 'home' && goal === 'default' && locale === 'en';
})!;

/** A layout of schema version 1 that the catalogue accepts, told apart by its title. */
export const layout = (title: string) => ({ title, components: home.payload_json.components.slice(0, 1) });

let made = 0;

/** A name that no other test of this host uses. */
export const freshKey = (): string => `trial_${++made}`;

/**
 * Saves a published screen as an administrator; `row` changes what matters to the test. Waits until it is served: a
 * reader waits a second for what was just published, and a busy machine can take longer. What nobody is served is for
 * the test to say.
 */
export async function publishScreen(
	host: Host,
	row: { screen_key: string } & Record<string, unknown>,
): Promise<string> {
	const screen = {
		status: 'published',
		goal: 'default',
		locale: 'en',
		schema_version: 1,
		payload_json: layout('Trial'),
		...row,
	};
	const { id } = await host.admin<{ id: string }>('POST', '/items/sdui_screens', screen);
	const path = `/mobile/screens/${screen.screen_key}?goal=${screen.goal}&locale=${screen.locale}`;
	const isServed = async () => (await host.fetch(path)).status !== 404;
	if (screen.status === 'published') await until(path, isServed, 3_000).catch(() => undefined);
	return id;
}

export function changeScreen(host: Host, id: string, changes: Record<string, unknown>): Promise<unknown> {
	return host.admin('PATCH', `/items/sdui_screens/${id}`, changes);
}

export async function findScreen(
	host: Host,
	{ screen_key, goal, locale }: { screen_key: string; goal: string; locale: string },
): Promise<string> {
	const { id } = await host.knex('sdui_screens').where({ screen_key, goal, locale }).first('id');
	return id;
}

export interface ScreenBody {
	data: {
		screen_key: string;
		goal: string;
		locale: string;
		revision: number;
		schema_version: number;
		min_app_version: string | null;
		served: string;
		payload: { title: string; components: Component[] };
		update: { level: string; reason: string | null; message: { en: string; ar: string } };
	};
	errors: { message: string; extensions: { code: string; parameter?: string } & Record<string, unknown> }[];
}
