/** What the samples speak of: invented, and the same in all of them. */
export const invented = {
  key: '00000000-0000-7000-8000-000000000000',
  outlet: {
    id: '00000000-0000-7000-8000-000000000000',
    name: '安康药房文昌西路店',
    address: '文昌西路 1 号',
    telephone: '0514-87000001',
  },
  neighbour: {
    id: '00000000-0000-7000-8000-000000000001',
    name: '百姓药房江阳路店',
    address: '江阳路 9 号',
    telephone: '0514-87000002',
  },
  doctor: { id: '00000000-0000-7000-8000-000000000002', name: '李明', telephone: '13900000000' },
  medicine: {
    id: '00000000-0000-7000-8000-000000000003',
    nameZh: '布洛芬缓释胶囊',
    nameEn: 'Ibuprofen prolonged-release capsules',
    strength: '0.3 g',
    unit: 'capsule',
  },
  lot: { number: 'B2201', expiresOn: '2023-06-30' },
  recalled: '国家药监局召回通告',
  facility: '城北人民医院',
  /** Of a patient a mail says the family name alone. */
  familyName: '王',
  colleague: '周敏',
} as const;
