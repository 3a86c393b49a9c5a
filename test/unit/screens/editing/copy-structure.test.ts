import { expect, it } from 'vitest';
import { copyStructure } from '../../../../domain/screens/editing/copy-structure.ts';
import { listComponents } from '../../../../domain/screens/editing/component-tree.ts';
import { screens } from '../../../../schema/seed/screens/index.ts';

const text = (id: string, words: string) => ({ id, type: 'text', props: { text: words } });

it('takes the components and their order, and keeps the words that are there', () => {
	const arabic = { title: 'الرئيسية', components: [text('b', 'باء'), text('only-here', 'هنا')] };
	const english = {
		title: 'Home',
		components: [
			{ id: 'group', type: 'section', props: { title: 'Group' }, children: [text('a', 'A')] },
			text('b', 'B'),
		],
	};
	expect(copyStructure(arabic, english)).toEqual({
		title: 'الرئيسية',
		components: [english.components[0], text('b', 'باء')],
	});
	expect(copyStructure(arabic, null)).toBe(arabic);
	expect(copyStructure(undefined, english)).toEqual(english);
});

it('changes nothing between translations that have the same structure', () => {
	for (const { screen_key, goal, locale, payload_json: own } of screens) {
		const other = screens.find(
			(row) => row.screen_key === screen_key && row.goal === goal && row.locale !== locale,
		)!;
		const copied = copyStructure(own, other.payload_json);
		expect(copied).toEqual(own);
		expect(listComponents(copied)).toEqual(listComponents(other.payload_json));
	}
});
