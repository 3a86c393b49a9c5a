import { appSettings } from '../app-settings.ts';
import type { Random } from './random.ts';

export type Platform = 'ios' | 'android';

interface Release {
	readonly version: string;
	/** How long ago it came to the store. */
	readonly daysAgo: Readonly<Record<Platform, number>>;
	/** How often a screen fails to render on it. */
	readonly failures: number;
}

/** The oldest first. One of them had a fault, and its successor came soon. */
const releases: readonly Release[] = [
	{ version: '1.1.2', daysAgo: { ios: 400, android: 400 }, failures: 0.004 },
	{ version: '1.2.0', daysAgo: { ios: 97, android: 99 }, failures: 0.002 },
	{ version: '1.3.0', daysAgo: { ios: 61, android: 64 }, failures: 0.06 },
	{ version: '1.3.1', daysAgo: { ios: 52, android: 56 }, failures: 0.002 },
	{
		version: appSettings.latest_version_ios,
		daysAgo: { ios: 19, android: 23 },
		failures: 0.001,
	},
];

/** How soon a person updates: days for each release, by its place. */
export type Updates = readonly number[];

/** Most within a week, some within months, and who never does stays on what they installed. */
export const updatesOf = (random: Random): Updates => {
	const pace = random.weighted([
		[3, 60],
		[14, 30],
		[60, 10],
	]);
	return releases.map(() => Math.round(-pace * Math.log(1 - random.fraction())));
};

/** What a person has on a day: whoever installs the app gets what is newest then. */
export function versionOn(daysAgo: number, signedUp: number, platform: Platform, updates: Updates): Release {
	const isInstalled = (release: Release, index: number): boolean => {
		const released = release.daysAgo[platform];
		return released >= signedUp || released - updates[index]! >= daysAgo;
	};
	return releases.findLast(isInstalled) ?? releases[0]!;
}
