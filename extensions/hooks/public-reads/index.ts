import { defineHook } from '@directus/extensions-sdk';
import type { Application } from 'express';
import { openToEverybody } from '../../../platform/http/public-reads.ts';
import { mobileBase, publicPaths } from '../../../platform/mobile/paths.ts';

/** Runs before Directus looks at tokens and cookies. */
export default defineHook(({ init }) => {
	init('middlewares.before', ({ app }) => openToEverybody(app as Application, mobileBase, publicPaths));
});
