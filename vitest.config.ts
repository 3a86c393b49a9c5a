import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const minutes = 60_000;

/** Of `expect.poll`; a second is not enough for an answer of a busy machine. */
const patience = { poll: { timeout: 30_000 } };

/** Where two hosts or a browser share a machine a test is tried twice. One that needed it passes, and the run names it. */
const secondTry = 1;
const builtClient = fileURLToPath(new URL('dist/client/index.js', import.meta.url));

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					expect: patience,
					include: ['test/unit/**/*.test.ts', 'client/**/*.test.ts'],
					pool: 'forks',
					// Properties take a second or two; a machine that is busy with other things is no failure.
					testTimeout: minutes,
				},
			},
			{
				test: {
					name: 'integration',
					expect: patience,
					include: ['test/integration/**/*.test.ts'],
					pool: 'forks',
					testTimeout: minutes,
					hookTimeout: minutes,
				},
			},
			{
				// Tests use the client as apps get it: built.
				resolve: { alias: { 'directus-extension-bebetter/client': builtClient } },
				test: {
					name: 'host',
					expect: patience,
					retry: secondTry,
					include: ['test/host/**/*.test.ts'],
					globalSetup: ['test/support/host/global-setup.ts'],
					pool: 'forks',
					// Every file runs real instances: more at a time make each other slow, not the run fast.
					maxWorkers: 2,
					testTimeout: 3 * minutes,
					hookTimeout: 6 * minutes,
				},
			},
			{
				test: {
					name: 'faults',
					expect: patience,
					include: ['test/faults/**/*.test.ts'],
					globalSetup: ['test/support/host/global-setup.ts'],
					pool: 'forks',
					// They are about who comes first under load, so nothing else may run beside one.
					maxWorkers: 1,
					testTimeout: 6 * minutes,
					hookTimeout: 4 * minutes,
				},
			},
			{
				test: {
					name: 'browser',
					expect: patience,
					retry: secondTry,
					include: ['test/browser/**/*.test.ts'],
					globalSetup: ['test/support/host/global-setup.ts'],
					pool: 'forks',
					maxWorkers: 1,
					testTimeout: 2 * minutes,
					hookTimeout: 4 * minutes,
				},
			},
		],
	},
});
