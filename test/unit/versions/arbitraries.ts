import fc from 'fast-check';

const number = fc.oneof(fc.nat({ max: 3 }).map(String), fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String));
const core = fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.').slice(0, 40));
const word = fc.constantFrom('alpha', 'beta', 'rc', '1', '2', '10', 'x-y');
const tail = fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('.'));

/** Versions as apps and editors write them; all can be read. */
export const appVersionText = fc
	.tuple(fc.constantFrom('', 'v'), core, fc.option(tail), fc.option(tail), fc.boolean())
	.map(([v, numbers, prerelease, build, inBrackets]) => {
		const dashed = prerelease === null ? '' : `-${prerelease}`;
		const built = build === null ? '' : inBrackets ? ` (${build})` : `+${build}`;
		return `${v}${numbers.replace(/\.$/, '')}${dashed}${built}`;
	})
	// Longer ones are not read; the canonical spelling adds up to four characters.
	.filter((text) => text.length <= 60);
