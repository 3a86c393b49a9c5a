import { ensureDirectus } from '../../../host/install-directus.ts';
import { packBundle } from '../../../host/pack-bundle.ts';
import { hostMatrix } from './matrix-kinds.ts';

/** Installs and packs once before the first test file, so that no test's time limit pays for it. */
export async function setup(): Promise<void> {
	for (const major of new Set(hostMatrix.map((kind) => kind.major))) await ensureDirectus(major);
	await packBundle();
}
