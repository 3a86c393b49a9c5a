import { defineHook } from '@directus/extensions-sdk';
import type { Application } from 'express';
import { openToEverybody, refuseBrokenAddresses } from '../../../platform/http/public-reads.ts';
import { mobileBase, opsBase, publicPaths } from '../../../platform/mobile/paths.ts';

/** Runs before Directus looks at tokens and cookies. */
export default defineHook(({ init }) => {
	init('middlewares.before', ({ app }) => {
		refuseBrokenAddresses(app as Application, [mobileBase, opsBase]);
		openToEverybody(app as Application, publicPaths);
	});
});
