import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { signalNames } from '../../../domain/operations/signals.ts';
import {
	alertNames,
	metricsAskedFor,
	rulesFile,
	rulesTestFile,
	signalsAskedFor,
} from '../../support/alert-rules.ts';

const missing = spawnSync('promtool', ['--version']).error
	? 'there is no promtool: it comes with Prometheus'
	: null;

describe('the alert rules', () => {
	it('ask for signals that exist', () => {
		expect(signalsAskedFor.length).toBeGreaterThan(5);
		expect(signalsAskedFor.filter((name) => !(signalNames as readonly string[]).includes(name))).toEqual([]);
	});

	it('have names of their own', () => {
		expect(metricsAskedFor.length).toBeGreaterThan(20);
		expect(new Set(alertNames).size).toBe(alertNames.length);
	});

	it.skipIf(missing)(`are understood by Prometheus${missing ? ` (${missing})` : ''}`, () => {
		expect(execFileSync('promtool', ['check', 'rules', rulesFile]).toString()).toContain('SUCCESS');
	});

	it.skipIf(missing)(`fire when they should and not otherwise${missing ? ` (${missing})` : ''}`, () => {
		const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', rulesTestFile]);
		expect(status, `${String(stdout)}${String(stderr)}`).toBe(0);
	});
});
