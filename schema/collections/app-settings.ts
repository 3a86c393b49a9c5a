import { z } from 'zod';
import { integer, json, section, string, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { httpsUrl, longPair } from './common.ts';

const latest = (en: string, ar: string) =>
	string({
		label: text(en, ar),
		note: text(
			'Older apps are invited, not forced, to update.',
			'تُدعى التطبيقات الأقدم إلى التحديث دون إلزام.',
		),
		rule: text('A version such as 1.4.0, or empty.', 'إصدار مثل 1.4.0، أو فارغ.'),
		maxLength: 64,
		group: 'stores',
	});

const inStores = <F extends { meta: object }>(field: F): F => ({
	...field,
	meta: { ...field.meta, group: 'stores' },
});

export const appSettings = collection({
	name: 'app_settings',
	audience: 'editorial',
	label: text('App settings', 'إعدادات التطبيق'),
	singular: text('App settings', 'إعدادات التطبيق'),
	note: text(
		'Stores, latest versions, versions to refuse, limits and caching.',
		'المتاجر وأحدث الإصدارات والإصدارات المرفوضة والحدود والتخزين المؤقت.',
	),
	icon: 'tune',
	group: 'bebetter_screens',
	singleton: true,
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		stores: section({ label: text('Stores and versions', 'المتاجر والإصدارات'), icon: 'storefront' }),
		store_url_ios: inStores(httpsUrl(text('App Store', 'متجر آبل'))),
		store_url_android: inStores(httpsUrl(text('Google Play', 'متجر غوغل'))),
		latest_version_ios: latest('Latest version, iOS', 'أحدث إصدار، آيفون'),
		latest_version_android: latest('Latest version, Android', 'أحدث إصدار، أندرويد'),
		...(Object.fromEntries(
			Object.entries(longPair('upgrade_message', text('Message to old apps', 'رسالة للتطبيقات القديمة'))).map(
				([name, field]) => [name, inStores(field)],
			),
		) as ReturnType<typeof longPair<'upgrade_message'>>),
		refused_versions: json({
			label: text('Versions to refuse', 'إصدارات مرفوضة'),
			note: text(
				'Broken versions that must update, whatever the screen says.',
				'إصدارات معطوبة يلزمها التحديث مهما قالت الشاشة.',
			),
			rule: text(
				'Each needs a platform and versions such as 2.4.0 or >=2.4.0 <2.4.3.',
				'لكل منها منصة وإصدارات مثل 2.4.0 أو ‎>=2.4.0 <2.4.3‎.',
			),
			shape: z.array(
				z.object({
					platform: z.enum(['all', 'ios', 'android']),
					range: z.string(),
					reason_en: z.string().nullish(),
					reason_ar: z.string().nullish(),
				}),
			),
			interface: 'list',
			options: {
				template: '{{platform}} {{range}}',
				fields: [
					{
						field: 'platform',
						name: '$t:bebetter_platform',
						type: 'string',
						meta: {
							field: 'platform',
							type: 'string',
							interface: 'select-dropdown',
							width: 'half',
							required: true,
							options: {
								choices: [
									{ text: '$t:bebetter_platform_all', value: 'all' },
									{ text: 'iOS', value: 'ios' },
									{ text: 'Android', value: 'android' },
								],
							},
						},
					},
					{
						field: 'range',
						name: '$t:bebetter_versions',
						type: 'string',
						meta: {
							field: 'range',
							type: 'string',
							interface: 'input',
							width: 'half',
							required: true,
							options: { placeholder: '>=2.4.0 <2.4.3' },
						},
					},
					{
						field: 'reason_en',
						name: '$t:bebetter_reason_en',
						type: 'string',
						meta: { field: 'reason_en', type: 'string', interface: 'input', width: 'half' },
					},
					{
						field: 'reason_ar',
						name: '$t:bebetter_reason_ar',
						type: 'string',
						meta: { field: 'reason_ar', type: 'string', interface: 'input', width: 'half' },
					},
				],
			},
			group: 'stores',
		}),
		delivery: section({ label: text('Delivery', 'التسليم'), icon: 'bolt', closed: true }),
		floor_confirmation_share: integer.required({
			label: text('Confirm floors that block more than (%)', 'تأكيد الحد إذا حجب أكثر من (%)'),
			note: text(
				'Raising a minimum version that shuts out a larger share of active people needs a typed confirmation.',
				'رفع الحد الأدنى الذي يحجب نسبة أكبر من النشطين يتطلب تأكيدا مكتوبا.',
			),
			min: 0,
			max: 100,
			defaultValue: 1,
			group: 'delivery',
		}),
		cache_policy: json({
			label: text('Cache-Control by collection', 'تعليمات التخزين المؤقت لكل مجموعة'),
			note: text(
				'Empty: apps ask again each time, which costs a 304.',
				'فارغ: يسأل التطبيق كل مرة، وكلفته رد 304.',
			),
			shape: z.record(z.string(), z.string()),
			group: 'delivery',
		}),
	},
});
