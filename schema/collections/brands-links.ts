import { choice } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { authorship, contentKeys, httpsUrl, image, longPair, pair } from './common.ts';

export const brandsLinks = collection({
	name: 'brands_links',
	audience: 'content',
	label: text('Brands and links', 'العلامات والروابط'),
	singular: text('Link', 'رابط'),
	note: text(
		'Where the app sends people: site, channels, support, legal pages.',
		'إلى أين يحيل التطبيق: الموقع والقنوات والدعم والصفحات القانونية.',
	),
	icon: 'link',
	color: '#A2B5CD',
	group: 'bebetter_content',
	displayTemplate: '{{name_en}} · {{name_ar}}',
	list: { columns: { name_en: 150, name_ar: 140, kind: 125, url: 180, status: 100 }, sort: 'sort' },
	fields: {
		...contentKeys,
		...pair('name', text('Name', 'الاسم')),
		kind: choice({
			label: text('Kind', 'النوع'),
			width: 'full',
			choices: [
				{ value: 'website', label: text('Website', 'موقع') },
				{ value: 'instagram', label: text('Instagram', 'إنستغرام') },
				{ value: 'youtube', label: text('YouTube', 'يوتيوب') },
				{ value: 'x', label: text('X', 'إكس') },
				{ value: 'whatsapp', label: text('WhatsApp', 'واتساب') },
				{ value: 'support', label: text('Support', 'الدعم') },
				{ value: 'privacy', label: text('Privacy', 'الخصوصية') },
				{ value: 'terms', label: text('Terms', 'الشروط') },
				{ value: 'brand', label: text('Brand', 'علامة تجارية') },
			],
		}),
		url: httpsUrl(text('Address', 'الرابط')),
		...longPair('description', text('Description', 'الوصف')),
		image: image(text('Logo', 'الشعار')),
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'slug'] }],
});
