import { importOnnx } from '../../src/model/onnx/importOnnx.ts';
import { checkGolden } from './golden.ts';

checkGolden('onnx', importOnnx);
