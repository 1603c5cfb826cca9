import type { Scope } from '../doctors/domain/scope.js';
import type { Tier } from '../facilities/domain/tier.js';

/*
 * A city like Yangzhou, with invented people and pharmacies. Districts and their GB/T 2260 codes are real.
 */
export const city = '扬州市';

export const districts = [
  { name: '广陵区', code: '321002', latitude: 32.395, longitude: 119.431 },
  { name: '邗江区', code: '321003', latitude: 32.378, longitude: 119.398 },
  { name: '江都区', code: '321012', latitude: 32.434, longitude: 119.57 },
  { name: '仪征市', code: '321081', latitude: 32.272, longitude: 119.184 },
  { name: '高邮市', code: '321084', latitude: 32.781, longitude: 119.459 },
  { name: '宝应县', code: '321023', latitude: 33.24, longitude: 119.358 },
];

export const chains = ['惠民大药房', '安康药房', '同春堂'];

export const streets = [
  '文昌中路',
  '文昌西路',
  '汶河北路',
  '汶河南路',
  '国庆路',
  '南通西路',
  '扬子江北路',
  '江阳中路',
  '望江路',
  '史可法路',
  '泰州路',
  '四望亭路',
  '邗江中路',
  '百祥路',
  '兴城西路',
  '竹西路',
  '解放北路',
  '东关街',
  '运河东路',
  '龙川北路',
];

export const facilities: { name: string; district: string; tier: Tier }[] = [
  { name: '城北人民医院', district: '广陵区', tier: 'tertiary' },
  { name: '运河第三医院', district: '邗江区', tier: 'designated' },
  { name: '东关社区卫生服务中心', district: '广陵区', tier: 'community' },
  { name: '汶河社区卫生服务中心', district: '广陵区', tier: 'community' },
  { name: '双桥社区卫生服务中心', district: '邗江区', tier: 'community' },
  { name: '江都第一医院', district: '江都区', tier: 'hospital' },
  { name: '龙川社区卫生服务中心', district: '江都区', tier: 'community' },
  { name: '真州医院', district: '仪征市', tier: 'sub-designated' },
  { name: '盂城医院', district: '高邮市', tier: 'sub-designated' },
  { name: '安宜医院', district: '宝应县', tier: 'sub-designated' },
];

export const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾'];
export const givenNames = [
  '秀兰',
  '桂英',
  '建国',
  '静',
  '伟',
  '敏',
  '丽',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '杰',
  '娟',
  '涛',
  '明',
  '霞',
  '平',
  '刚',
  '玉兰',
  '志强',
  '晓红',
  '子涵',
  '欣怡',
  '浩然',
  '梓萱',
  '雨桐',
  '思远',
];

export const doctorScopes: Scope[][] = [
  ['general'],
  ['general'],
  ['general', 'respiratory'],
  ['general', 'paediatrics'],
  ['traditional'],
  ['respiratory'],
];

/** What an outlet keeps: code, units at the start, reorder level, and how often it is given. */
export const shelves = [
  { code: 'PARA500', units: 120, level: 24, weight: 9, most: 6 },
  { code: 'IBU300SR', units: 72, level: 16, weight: 8, most: 6 },
  { code: 'IBUSUSP', units: 8, level: 3, weight: 3, most: 1 },
  { code: 'PARASUSP', units: 6, level: 2, weight: 2, most: 1 },
  { code: 'LHQW', units: 96, level: 24, weight: 6, most: 24 },
  { code: 'GML', units: 45, level: 10, weight: 4, most: 9 },
  { code: 'XIAOER', units: 24, level: 6, weight: 2, most: 6 },
  { code: 'ABX30', units: 40, level: 10, weight: 3, most: 10 },
  { code: 'DXM15', units: 32, level: 8, weight: 3, most: 8 },
  { code: 'HSP', units: 36, level: 12, weight: 2, most: 12 },
  { code: 'ORS3', units: 20, level: 4, weight: 2, most: 3 },
  { code: 'AGKIT', units: 30, level: 6, weight: 4, most: 2 },
];

/** The bureau's officer for the whole network. */
export const demoOfficer = '周敏';
