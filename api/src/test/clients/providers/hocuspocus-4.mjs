import * as hocuspocus from 'hocuspocus-4'
import { connectWith } from './hocuspocus.mjs'

export const connect = (doc, address, observer) => connectWith(hocuspocus, doc, address, observer)
