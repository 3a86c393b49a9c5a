import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { startHost } from '../host/start-host.ts';
import type { Host, HostKind, HostOptions } from '../host/types.ts';
import { launchBrowser } from './launch.ts';
import { openStudio, type Person, type Studio, type StudioOptions } from './studio.ts';

/** One host and one browser, which end with the tests that use them. */
export interface Desk {
	/** Starts both; once, before the first test. */
	start(options: Omit<HostOptions, keyof HostKind>): Promise<Host>;
	/** Logs somebody in. */
	open(person: Person, options: StudioOptions): Promise<Studio>;
}

/** For the tests of the `describe` that it is called in. */
export function useDesk(kind: HostKind): Desk {
	let host: Host | undefined;
	let browser: Browser | undefined;

	afterAll(async () => {
		await browser?.close();
		await host?.stop();
	});

	return {
		async start(options) {
			const [started] = await Promise.all([
				startHost({ ...kind, ...options, studio: true }),
				launchBrowser().then((launched) => (browser = launched)),
			]);
			host = started;
			return started;
		},
		open(person, options) {
			if (!host || !browser) throw new Error('Nothing was started yet.');
			return openStudio(browser, host, person, options);
		},
	};
}
