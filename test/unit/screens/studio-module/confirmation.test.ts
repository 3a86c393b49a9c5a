import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readConfirmation } from '../../../../extensions/modules/screens/shared/confirmation.ts';

it.each(['1234', '1,234', '1.234', ' 1 234 ', '١٢٣٤', '١٬٢٣٤'])('takes %s for 1234', (typed) => {
	expect(readConfirmation(typed, 1234)).toEqual({ blocked_users: 1234 });
});

it.each(['', '123', '12345', 'yes', '1234 people', '-1234'])('does not take "%s" for it', (typed) => {
	expect(readConfirmation(typed, 1234)).toBeNull();
});

it('takes a number as either language writes it, and no other number', () => {
	fc.assert(
		fc.property(
			fc.nat(),
			fc.nat(),
			fc.constantFrom('en', 'ar-u-nu-arab', 'ar-u-nu-latn'),
			(typed, blocked, locale) => {
				const written = new Intl.NumberFormat(locale).format(typed);
				expect(readConfirmation(written, typed)).toEqual({ blocked_users: typed });
				if (typed !== blocked) expect(readConfirmation(written, blocked)).toBeNull();
			},
		),
	);
});
