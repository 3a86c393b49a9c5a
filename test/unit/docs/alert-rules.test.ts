import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultRules } from '../../../domain/operations/alerts/default-rules.ts';
import { formatValue } from '../../../domain/operations/alerts/notice.ts';
import type { AlertRule } from '../../../domain/operations/alerts/rule.ts';
import { signalTitles, unitOf } from '../../../domain/operations/alerts/signal-titles.ts';
import { repositoryRoot } from '../../../host/paths.ts';

const guide = readFileSync(join(repositoryRoot, 'docs/operations.md'), 'utf8');

const duration = (seconds: number): string => (seconds === 0 ? 'at once' : `${seconds / 60} min`);

const rowOf = ({ id, signal, comparison, threshold, forSeconds, severity, title }: AlertRule): string => {
	const limit = `${comparison} ${formatValue(threshold, unitOf(signal), 'en')}`;
	return `| \`${id}\` | ${title.en} | ${signalTitles[signal].en}: ${limit} | ${duration(forSeconds)} | ${severity} |`;
};

test('the guide lists every rule with its threshold, and no other', () => {
	const start = guide.indexOf('<!-- alert rules');
	const lines = guide.slice(start, guide.indexOf('<!-- end -->', start)).split('\n');
	expect(lines.filter((line) => line.startsWith('| `'))).toEqual(defaultRules.map(rowOf));
});
