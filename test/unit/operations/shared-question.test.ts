import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SharedQuestion } from '../../../platform/health/shared-question.ts';

describe('a question to something that may hang', () => {
	it('is put once, however many ask, and not again while the answer is fresh', async () => {
		let asked = 0;
		const question = new SharedQuestion(async () => (asked += 1), { freshMs: 500 });
		const answers = await Promise.all([question.ask(), question.ask(), question.ask()]);
		expect(answers.map((outcome) => outcome.isKnown && outcome.answer)).toEqual([1, 1, 1]);
		await question.ask();
		expect(asked).toBe(1);
		await sleep(600);
		await question.ask();
		expect(asked).toBe(2);
	});

	it('keeps nobody waiting longer than the limit, and who comes later not at all', async () => {
		let asked = 0;
		let answer: (value: string) => void = () => undefined;
		const question = new SharedQuestion(
			() => {
				asked += 1;
				return new Promise<string>((resolve) => (answer = resolve));
			},
			{ timeoutMs: 500, freshMs: 0 },
		);
		expect(await question.ask()).toMatchObject({ isKnown: false, problem: 'no answer' });
		const started = performance.now();
		expect(await question.ask()).toMatchObject({ isKnown: false });
		expect(performance.now() - started).toBeLessThan(400);
		expect(asked).toBe(1);

		answer('at last');
		await sleep(5);
		expect(asked).toBe(1);
	});

	it('tells a code and never the message, which may hold values', async () => {
		const refusal = Object.assign(new Error("insert 'secret'"), { code: '23505' });
		const question = new SharedQuestion(() => Promise.reject(refusal));
		expect(await question.ask()).toMatchObject({ isKnown: false, problem: '23505' });
		expect(JSON.stringify(await question.ask())).not.toContain('secret');
	});
});
