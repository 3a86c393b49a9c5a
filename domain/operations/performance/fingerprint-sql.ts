const longest = 2_000;

/**
 * Everything in a statement that may be a value, longest first: comments, texts in each database's quotes, numbers and
 * placeholders. What is in double quotes is a name if it looks like one. A text that does not end takes the rest.
 */
const pieces = new RegExp(
	[
		/--[^\n]*/,
		/\/\*[^]*?(?:\*\/|$)/,
		/\$(?<tag>[\p{L}_][\p{L}\p{N}_]*|)\$[^]*?(?:\$\k<tag>\$|$)/u,
		/(?<![\w$])[eE]'(?:[^'\\]|\\[^]|'')*(?:'|$)/,
		/'(?:[^']|'')*(?:'|$)/,
		/"(?:[^"]|"")*(?:"|$)/,
		/`(?:[^`]|``)*(?:`|$)/,
		/(?<![\w$])(?:\d|\.\d)[\w.]*(?:(?<=[eE])[+-]\d+)?/,
		/[$:]\d+/,
	]
		.map(({ source }) => source)
		.join('|'),
	'gu',
);

const nameInQuotes = /^(["`])[A-Za-z_][\w$]{0,62}\1$/;

/**
 * The shape of an SQL statement: the same for every run of it, whatever the values, and with none of them in it.
 * Lists of values become one, so that a batch of any size is one shape.
 */
export function fingerprintSql(sql: string): string {
	const shape = sql
		.slice(0, 50_000)
		.replace(pieces, (piece) => {
			if (piece.startsWith('--') || piece.startsWith('/*')) return ' ';
			return nameInQuotes.test(piece) ? piece : '?';
		})
		.replace(/\s+/g, ' ')
		.replace(/\(\s*\?(?:\s*,\s*\?)*\s*\)/g, '(?)')
		.replace(/\(\?\)(?:\s*,\s*\(\?\))+/g, '(?)')
		.trim();
	return shape.length > longest ? `${shape.slice(0, longest)}…` : shape;
}
