import { collectionList } from '../collections/index.ts';
import type { FlowDeclaration, OperationDeclaration } from '../model/flow.ts';

/** What readers get: content and screens. A saved setting is no content, and ingredients belong to their recipe. */
const published = collectionList
	.filter(({ audience, archivable }) => archivable && (audience === 'content' || audience === 'editorial'))
	.map(({ name }) => name);

const purgeCache = (id: string): OperationDeclaration => ({
	id,
	key: 'purge_cache',
	name: 'Publish to phones now · النشر إلى الهواتف الآن',
	type: 'bebetter-purge-cache',
	position_x: 19,
	position_y: 1,
	options: { collections: null, tags: null, urls: null, all: false, cdn: true, cache_control: null },
});

/**
 * Where editors see that a save went out, and where they add to it. Phones get new content without it too: the
 * database itself notes what changed.
 */
export const onContentPublish: FlowDeclaration = {
	id: 'be77e700-0000-4000-8000-000000000101',
	name: 'on_content_publish',
	icon: 'published_with_changes',
	color: '#2ECDA7',
	description:
		'Runs after content or a screen was saved; add what else should happen then · يعمل بعد حفظ محتوى أو شاشة؛ أضف ما يلزم',
	trigger: 'event',
	accountability: 'activity',
	options: {
		type: 'action',
		scope: ['items.create', 'items.update', 'items.delete', 'items.sort', 'items.promote'],
		collections: published,
	},
	operations: [purgeCache('be77e700-0000-4000-8000-000000000111')],
	withoutIt: 'Publishing does not need it.',
};

/** The same at the press of a button, for one item, several, or a whole collection. */
export const purgeNow: FlowDeclaration = {
	id: 'be77e700-0000-4000-8000-000000000102',
	name: 'purge_now',
	icon: 'rocket_launch',
	color: '#3399FF',
	description:
		'Sends content to phones again, on every server and the CDN · يعيد إرسال المحتوى إلى الهواتف من كل الخوادم وشبكة التوزيع',
	trigger: 'manual',
	accountability: 'activity',
	options: {
		collections: published,
		location: 'both',
		requireSelection: false,
		requireConfirmation: true,
		confirmationDescription:
			'Have the answers made anew everywhere? Phones fetch them at their next request. · إعادة إنشاء الردود في كل مكان؟ تجلبها الهواتف عند طلبها التالي.',
		async: false,
		error_on_reject: true,
	},
	operations: [purgeCache('be77e700-0000-4000-8000-000000000112')],
	withoutIt: 'POST /ops/cache/purge does the same.',
};
