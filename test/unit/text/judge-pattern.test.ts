import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePattern } from '../../../domain/text/pattern/judge-pattern.ts';

describe('judgePattern', () => {
	it.each([
		'^(a+)+$',
		'(a+)+$',
		'^(a*)*$',
		'^(a|a)*$',
		'^(a|aa)+$',
		'^(a|a?)+$',
		'^(.*)*x$',
		'^([a-zA-Z]+)*$',
		'^(\\w+\\s?)*$',
		'^(\\w+\\s*)+:$',
		'^(?:a+|b)+$',
		'^(?<name>a+)+$',
		'^(a+){10}$',
		'^(a{1,9}){1,9}$',
		'^(?:a|ab|b){30}$',
		'^(a?){30}a{30}$',
		`^${'a?'.repeat(30)}${'a'.repeat(30)}$`,
		`^${'(?:a*|b*)'.repeat(20)}c$`,
		'^\\s*\\S.*\\S\\s*$',
		'^.*.*.*x$',
		'^a*a*a*$',
		'^.+@.+$',
		'\\d+$',
		'^[\\p{L}]+[a-z]+$',
		'^(\\u{61}|a)+$',
		'^(\\x61|a)+$',
		'^([^b]|a)+$',
		'^([a-c]|[c-e])+$',
		'^(\\D|x)+$',
		'^([\\w-]+-)+$',
		'^a+|b(a+)+$',
		'^(([a-z])+.)+[A-Z]([a-z])+$',
		'^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
	])('refuses %s', (pattern) => {
		expect(new RegExp(pattern, 'u')).toBeInstanceOf(RegExp);
		expect(judgePattern(pattern)).toBe('ambiguous');
	});

	it.each([
		'^[a-z0-9]+(-[a-z0-9]+)*$',
		'^[a-z][a-z0-9_-]{0,63}$',
		'^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$',
		'^#([0-9a-f]{3}){1,2}$',
		'^\\d{4}-\\d{2}-\\d{2}$',
		'^\\d{2}\\d{2}[a-z]*$',
		'^-?\\d+(?:\\.\\d+)?$',
		'^(?:breakfast|lunch|dinner|snack|suhoor|iftar)$',
		'^https://[^/\\s]+(?:/[^\\s]*)?$',
		'^[^@\\s]+@[^@\\s]+$',
		'^[A-Z][a-z]*(?: [A-Z][a-z]*)*$',
		'^\\d{1,3}(?:\\.\\d{1,3}){3}$',
		'^(?:[01]\\d|2[0-3]):[0-5]\\d$',
		'^\\p{L}+$',
		'^[\\]\\-a]+b$',
		'^[-x]+-?$',
		'^\\[[^\\]]*\\]$',
		'^a{0}$',
		'\\S',
		'\\.(?:png|jpg)$',
		'^$',
		'',
		'^a*?b+?$',
		'^\\bword\\b$',
	])('takes %s', (pattern) => {
		expect(judgePattern(pattern)).toBeNull();
	});

	it.each(['^(?=a)a$', '^(?!a).$', '(?<=a)b', '(?<!a)b', '^(a)\\1$', '^(?<x>a)\\k<x>$'])(
		'does not judge %s, which looks around or back',
		(pattern) => expect(judgePattern(pattern)).toBe('not_judged'),
	);

	it('does not judge what is too long', () => {
		expect(judgePattern(`^${'a'.repeat(251)}$`)).toBe('too_long');
		expect(judgePattern('('.repeat(100_000))).toBe('too_long');
	});

	it('decides at once, whatever it is given', () => {
		for (const [hostile, verdict] of [
			[`${'(?:'.repeat(300)}${'a|'.repeat(200)}b${')+'.repeat(300)}`, 'ambiguous'],
			[`^${'[a-c]?'.repeat(249)}$`, 'ambiguous'],
			[`^(?:${'[a-z]|'.repeat(200)}x)$`, null],
		] as const) {
			const begun = process.cpuUsage();
			expect(judgePattern(hostile)).toBe(verdict);
			expect(process.cpuUsage(begun).user / 1000).toBeLessThan(500);
		}
		const texts = fc.string({ unit: fc.constantFrom(...'ab([{?*+|)]}\\^$.-,1dwp<:='), maxLength: 40 });
		fc.assert(
			fc.property(texts, (pattern) => {
				expect([null, 'ambiguous', 'too_long', 'not_judged']).toContain(judgePattern(pattern));
			}),
		);
	});

	it('takes only what ends soon, tried on texts that make others go back again and again', () => {
		const letters = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\w');
		const repeats = fc.constantFrom('', '', '?', '*', '+', '{2}', '{0,3}', '*?');
		const pattern = fc.letrec<{ any: string; one: string }>((tie) => ({
			any: fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
			one: fc
				.tuple(
					fc.oneof(
						{ maxDepth: 3, withCrossShrink: true },
						letters,
						tie('any').map((inner) => `(?:${inner})`),
						fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(?:${a}|${b})`),
					),
					repeats,
				)
				.map((parts) => parts.join('')),
		})).any;
		const texts = ['a', 'b', 'ab', 'aab', 'abc'].map((part) => `${part.repeat(600)}\n`);
		fc.assert(
			fc.property(pattern, (inner) => {
				const whole = `^${inner}$`;
				fc.pre(judgePattern(whole) === null);
				const expression = new RegExp(whole, 'u');
				const begun = process.cpuUsage();
				for (const text of texts) expression.test(text);
				expect(process.cpuUsage(begun).user / 1000).toBeLessThan(500);
			}),
			{ numRuns: 500 },
		);
	});
});
