import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codings, entityTag, isNotModified, parseIfNoneMatch } from '../../../domain/delivery/entity-tag.ts';

const hash = 'AbCdEfGhIjKlMnOpQrStUvWxYz0';
const holds = (field: string | undefined) => isNotModified(field, hash);

describe('If-None-Match', () => {
	it.each(codings)('matches our tag of coding %s, alone, weak and anywhere in a list', (coding) => {
		const tag = entityTag(hash, coding);
		for (const field of [
			tag,
			`W/${tag}`,
			`${tag},"x"`,
			`"x",${tag}`,
			`"x", ${tag} , W/"y"`,
			`"x",\tW/${tag}`,
		])
			expect(holds(field), field).toBe(true);
	});

	it('with an asterisk matches whatever there is', () => {
		expect(holds('*')).toBe(true);
		expect(holds(' * ')).toBe(true);
	});

	it('does not match without the field, empty, unquoted, cut off or another tag', () => {
		for (const field of [undefined, '', hash, `"${hash}`, `${hash}"`, '"*"', `"${hash}x"`, `"${hash}-zstd"`])
			expect(holds(field), field).toBe(false);
	});

	it('takes bytes beyond ASCII in other tags in its stride', () => {
		expect(parseIfNoneMatch('"\u00fc\u0080", "b"')).toEqual(['\u00fc\u0080', 'b']);
		expect(holds(`"\u00fc", "${hash}"`)).toBe(true);
	});

	it('finds ours in any list of tags', () => {
		const opaque = fc.stringMatching(/^[\x21\x23-\x7e]{0,20}$/);
		const member = fc.tuple(fc.constantFrom('', 'W/'), opaque).map(([weak, tag]) => `${weak}"${tag}"`);
		fc.assert(
			fc.property(
				fc.array(member),
				fc.array(member),
				fc.constantFrom(...codings),
				(before, after, coding) => {
					expect(holds([...before, entityTag(hash, coding), ...after].join(', '))).toBe(true);
					expect(holds([...before, ...after].join(', '))).toBe(false);
				},
			),
		);
	});

	it('is read in time linear in its length', () => {
		const worst = (unit: string) => {
			const field = unit.repeat(200_000 / unit.length);
			const started = performance.now();
			holds(field);
			return performance.now() - started;
		};
		for (const unit of ['"', 'W/"', '"a ', '"a"b', ',', 'W/', '\u00ff"'])
			expect(worst(unit), unit).toBeLessThan(1_000);
	});
});
