import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { directusFolder } from '../../../host/paths.ts';
import { routeMatcher } from '../../../platform/fast-path/match-route.ts';
import { mobileBase } from '../../../platform/mobile/paths.ts';
import { mobileRoutes } from '../../../platform/mobile/routes.ts';

interface Layer {
	match(path: string): boolean;
	params: Record<string, string>;
}

const directus = join(directusFolder(12), 'package.json');
const missingHost = existsSync(join(directusFolder(12), 'node_modules/@directus/api'))
	? false
	: 'Directus 12 is not installed; npm test -- host installs it';

/** The very Express that Directus runs. */
function directusRouter(): Layer[] {
	const api = createRequire(directus).resolve('@directus/api/package.json');
	const express = createRequire(api)('express') as {
		Router(): { get(path: string, handler: () => void): void; stack: Layer[] };
	};
	const router = express.Router();
	for (const { path } of mobileRoutes) router.get(mobileBase + path, () => undefined);
	return router.stack;
}
const layers = missingHost ? [] : directusRouter();

function expressMatch(path: string): { path: string; params: Record<string, string> } | null {
	for (const [index, layer] of layers.entries()) {
		try {
			if (layer.match(path)) return { path: mobileRoutes[index]!.path, params: { ...layer.params } };
		} catch {
			return null;
		}
	}
	return null;
}

it.skipIf(missingHost)('finds no route that Express would not find, and the same parameters', () => {
	const match = routeMatcher(mobileBase, mobileRoutes);
	const piece = fc.constantFrom(
		'/',
		'//',
		'mobile',
		'/mobile/',
		'/foods',
		'/screens',
		'/home',
		'dal-soup',
		'%2f',
		'%',
		'.',
		'..',
		';',
		'FOODS',
		'/openapi.json',
		'/fasting-presets',
		'\u00e9',
		'+',
		' ',
		':slug',
		'\\',
		'*',
	);
	const path = fc.array(piece, { maxLength: 5 }).map((pieces) => `/mobile${pieces.join('')}`);
	fc.assert(
		fc.property(path, (path) => {
			const found = match(path);
			if (found) expect({ path: found.route.path, params: found.params }).toEqual(expressMatch(path));
		}),
		{ numRuns: 5_000 },
	);
});

it.skipIf(missingHost)('finds every plain address of ours', () => {
	const match = routeMatcher(mobileBase, mobileRoutes);
	for (const { path } of mobileRoutes) {
		const address = mobileBase + path.replace(/:\w+/, 'dal-soup');
		expect(match(address)?.route.path, address).toBe(path);
		expect(expressMatch(address)?.path, address).toBe(path);
	}
});
