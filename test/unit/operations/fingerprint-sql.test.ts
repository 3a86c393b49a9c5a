import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintSql } from '../../../domain/operations/performance/fingerprint-sql.ts';

describe('the shape of a statement', () => {
	it.each([
		['select * from "users" where "id" = ?', 'select * from "users" where "id" = ?'],
		['select * from `foods` where `kcal` > 12.5e-3', 'select * from `foods` where `kcal` > ?'],
		["select 'it''s' as a, E'\\'x' as b", 'select ? as a, ? as b'],
		["select'close'", 'select?'],
		['select $1, $2::int, $tag$secret $ text$tag$, $$more$$', 'select ?, ?::int, ?, ?'],
		["insert into t (a, b) values ('x', 1), ('y', 2), (?, ?)", 'insert into t (a, b) values (?)'],
		[
			'select * from t1 where a in (1, 2,\n 3) -- secret\n limit 5',
			'select * from t1 where a in (?) limit ?',
		],
		['/* for sara@example.com */ select 0x1F, 1_000, .5, 1e+5', 'select ?, ?, ?, ?'],
		["update t set a = 'never closed", 'update t set a = ?'],
		['select "a secret of two words" from t', 'select ? from t'],
	])('of %s', (sql, shape) => expect(fingerprintSql(sql)).toBe(shape));

	it('is the same for any values, and has none of them in it', () => {
		const secret = fc.string({ unit: 'binary' }).map((text) => `Sekret${text}Sekret`);
		const number = fc.oneof(
			fc.double({ min: 1e6, noNaN: true, noDefaultInfinity: true }),
			fc.bigInt(10n ** 6n, 10n ** 20n),
		);
		fc.assert(
			fc.property(secret, secret, number, (one, other, third) => {
				const shape = fingerprintSql(statement(one, other, third));
				expect(shape).toBe(fingerprintSql(statement('a', 'b', 1)));
				expect(shape).not.toContain('Sekret');
				expect(shape).not.toMatch(/[0-9]/);
			}),
		);
	});

	it('lets no text out, however it is quoted and wherever it ends', () => {
		const quoted = fc
			.tuple(fc.constantFrom("'", "E'", "N'", '$$', '$q$', '--', '/*'), fc.string({ unit: 'binary' }))
			.map(([quote, text]) => `${quote}${text.replaceAll(/['$*\\\n]/g, '')}Sekret`);
		fc.assert(
			fc.property(quoted, (literal) => {
				expect(fingerprintSql(`select a from t where b = ${literal}`)).not.toContain('Sekret');
			}),
		);
	});

	it('takes time in proportion to the length', () => {
		for (const piece of ["'", '"', '$', '/*', '(?', '(1,', '--', "E'\\"]) {
			const started = performance.now();
			fingerprintSql(piece.repeat(25_000));
			expect(performance.now() - started, piece).toBeLessThan(1_000);
		}
	});
});

const statement = (one: string, other: string, third: number | bigint): string =>
	`select "name", e.x from events e where a = '${escaped(one)}' and b in ('${escaped(other)}', ${third}) limit ${third}`;

const escaped = (text: string): string => text.replaceAll("'", "''");
