import { defineHook } from '@directus/extensions-sdk';
import type { Application } from 'express';
import { refuseLargeBodies } from '../../../platform/me/serve.ts';
import { ownBase } from '../../../platform/mobile/paths.ts';

/** Runs before Directus reads a body. */
export default defineHook(({ init }) => {
	init('middlewares.before', ({ app }) => refuseLargeBodies(app as Application, ownBase));
});
